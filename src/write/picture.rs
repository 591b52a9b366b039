//! A chart's PNG -> its size in pixels; and a check that there is one a figure.

use anyhow::{Context, Result, bail, ensure};

use crate::report::Report;

/// Width and height in pixels, from the header chunk (PNG specification, section 11.2.1).
///
/// # Errors
/// It isn't a PNG, or its header is cut off.
pub fn size(png: &[u8]) -> Result<(u32, u32)> {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u32::from_be_bytes).filter(|number| *number > 0)
    };
    if !png.starts_with(b"\x89PNG\r\n\x1a\n") || png.get(12..16) != Some(b"IHDR") {
        bail!("it is no PNG picture");
    }
    number(16).zip(number(20)).context("its PNG header is cut off or says that it has no pixels")
}

/// The sizes of all pictures.
///
/// # Errors
/// There is not one PNG a figure.
pub fn sizes(report: &Report, pictures: &[&[u8]]) -> Result<Vec<(u32, u32)>> {
    let (figures, count) = (report.figures.len(), pictures.len());
    ensure!(figures == count, "there are {figures} charts, but {count} pictures of them");
    std::iter::zip(&report.figures, pictures)
        .map(|(figure, png)| size(png).with_context(|| format!("can't use the picture of the chart {}", figure.name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_size_stands_in_the_header() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 9, 96, 0, 0, 7, 176]].concat();
        assert_eq!(size(&png).unwrap(), (2400, 1968));
        assert!(size(&png[..22]).unwrap_err().to_string().contains("cut off"));
        assert!(size(b"GIF89a").unwrap_err().to_string().contains("no PNG"));
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_size_or_an_error(tail: Vec<u8>) {
            let _ = size(&[b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &tail].concat());
            let _ = size(&tail);
        }
    }
}

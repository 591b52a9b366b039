//! Steps of a run -> a bar on the terminal once it has taken two seconds, or a line for each step.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::options::Labels;
use crate::progress::Step;

/// Who waits longer than this wants to see that something happens.
const PATIENCE: Duration = Duration::from_secs(2);

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Volume {
    /// Print nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print each step with its time, and every warning
    #[arg(short, long)]
    pub verbose: bool,
}

/// Watches a run.
pub struct Progress {
    volume: Volume,
    labels: Labels,
    start: Instant,
    bar: ProgressBar,
    is_shown: Cell<bool>,
    /// The step that is going on, and since when.
    current: RefCell<Option<(String, Instant)>>,
}

impl Progress {
    /// A watch that says as much as the volume allows.
    pub fn new(volume: Volume, labels: Labels) -> Progress {
        Progress {
            volume,
            labels,
            start: Instant::now(),
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            is_shown: Cell::new(false),
            current: RefCell::new(None),
        }
    }

    /// Takes note of a step.
    pub fn tell(&self, step: Step) {
        let labels = self.labels;
        match step {
            Step::Grouped(words) => self.note(words.pick(labels)),
            Step::Waiting { process } => {
                let process = process.map_or(String::new(), |process| format!(" ({process})"));
                self.note(&labels.pick(
                    format!("waiting for another run{process} that writes to the output folder"),
                    format!("đang chờ một tiến trình khác{process} ghi xong vào thư mục kết quả"),
                ));
            }
            Step::Recovered { is_finished: true } => self.note(labels.pick(
                "an earlier run was ended while its output was put in place: that is done now",
                "lần chạy trước bị dừng khi đang đưa kết quả vào thư mục: việc này nay đã hoàn tất",
            )),
            Step::Recovered { is_finished: false } => self.note(labels.pick(
                "what an earlier run left unfinished when it was ended is cleared",
                "đã dọn những gì lần chạy trước bỏ dở khi bị dừng",
            )),
            Step::Counted => {
                self.bar.inc(1);
                // A file may hold more than one.
                if self.bar.length().is_some_and(|length| length < self.bar.position()) {
                    self.bar.inc_length(1);
                }
            }
            Step::Counting { of } => {
                self.begin(labels.pick("Counting articles", "Đang đếm các bài viết").into());
                self.bar.set_position(0);
                match of {
                    Some(of) => self.bar.set_length(of),
                    None => self.bar.unset_length(),
                }
            }
            Step::Comparing => self.begin(labels.pick("Comparing the groups", "Đang so sánh các nhóm").into()),
            Step::Drawing { charts } => {
                self.begin(labels.pick(format!("Drawing {charts} charts"), format!("Đang vẽ {charts} biểu đồ")))
            }
            Step::Writing => {
                self.begin(labels.pick("Writing report and workbook", "Đang ghi báo cáo và bảng tính Excel").into())
            }
        }
        self.show();
    }

    /// Says something that is no step.
    fn note(&self, note: &str) {
        if !self.volume.quiet {
            eprintln!("{note}");
        }
    }

    /// Ends the step before, and begins one.
    fn begin(&self, step: String) {
        self.end_step();
        self.bar.set_message(step.clone());
        self.current.replace(Some((step, Instant::now())));
    }

    fn end_step(&self) {
        let ended = self.current.take();
        if let Some((step, since)) = ended.filter(|_| self.volume.verbose) {
            let seconds = self.labels.number(since.elapsed().as_secs_f64(), 2);
            eprintln!("{step}: {seconds} s");
        }
    }

    /// Shows the bar to somebody who has waited long enough; indicatif draws on terminals alone.
    fn show(&self) {
        let is_wanted = !self.volume.quiet && !self.volume.verbose && stderr().is_terminal();
        if self.is_shown.get() || !is_wanted || self.start.elapsed() < PATIENCE {
            return;
        }
        self.is_shown.set(true);
        let template = match self.bar.length() {
            Some(_) => "{msg} {bar:30} {human_pos}/{human_len} {eta}",
            None => "{spinner} {msg} {human_pos} ({per_sec})",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end_step();
        self.bar.finish_and_clear();
    }
}

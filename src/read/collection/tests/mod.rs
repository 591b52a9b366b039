//! Exports as press databases write them, in words of our own.

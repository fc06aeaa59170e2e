//! Tables as figures: reading numbers, ordering rows.

pub mod number;

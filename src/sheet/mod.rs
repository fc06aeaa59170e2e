//! Tables as figures: reading numbers, ordering rows.

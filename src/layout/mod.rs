//! Document and width to lines.

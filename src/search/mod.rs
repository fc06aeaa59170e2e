//! Folding and finding over text.

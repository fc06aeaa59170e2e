//! Bytes to document.

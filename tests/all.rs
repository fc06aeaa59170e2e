//! The one test binary: every suite is a module of it.

mod layers;
mod layout;
mod pty;
mod screens;
mod scripts;

//! Tables as figures: what printed numbers say, what columns hold, how rows are ordered and chosen, and the commands
//! that print them. All figures are invented.

#![allow(clippy::unwrap_used)]

mod agreement;
mod anew;
mod anew_chapter;
mod columns;
mod chart_command;
mod chart_times;
mod commands;
mod desks;
mod formulas;
mod kinds;
mod letters;
mod made;
mod numbers;
mod orders;
mod derived;
mod reshapes;
mod taking;
mod totals;
mod truth;
mod units;

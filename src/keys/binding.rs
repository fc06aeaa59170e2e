//! What a line of the table of actions becomes: the enum of actions, their names, and the bindings in their order. Owns that
//! form; which actions there are stands in the table.

use super::action::Action;
use super::context::Section;

/// The keys of an action in one section, and what it does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// What is done.
    pub action: Action,
    /// Where.
    pub section: Section,
    /// The default keys, parted by blanks; empty where it has none and is called by its name alone.
    pub keys: &'static str,
    /// What it does there, in plain words.
    pub help: &'static str,
}

macro_rules! actions {
    ($($action:ident $name:literal { $($section:ident $keys:literal $help:literal)+ })+) => {
        /// What a key asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $help])+ $action,)+
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$action,)+];

            /// Its name, as `next-stop`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Action::$action => $name,)+
                }
            }
        }

        /// The default keys, in the order of the table.
        pub const BINDINGS: &[Binding] = &[
            $($(Binding { action: Action::$action, section: Section::$section, keys: $keys, help: $help },)+)+
        ];
    };
}

pub(super) use actions;

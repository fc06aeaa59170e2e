//! Keys, actions and the map between them.

//! What must hold for every letter.

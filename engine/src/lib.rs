//! The acts.

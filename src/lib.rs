//! Ringleader.

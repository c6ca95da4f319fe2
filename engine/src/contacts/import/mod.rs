//! Connections and blocks that hold already, as they come from elsewhere: from the demo town today.
mod store;

pub use store::{NewBlock, NewConnection};
pub(crate) use store::{add, add_block};

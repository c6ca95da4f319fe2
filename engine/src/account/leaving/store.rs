//! The last row of somebody who leaves.
use crate::Error;
use crate::db::Tx;
use domain::AccountId;

/// Deletes the account's row. Foreign keys take along what hangs on the account alone.
pub async fn delete(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM accounts WHERE id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    Ok(())
}

//! The organization's documents, which everybody who plans its meetings can hand out there (features.md LIB-6).
use super::frame::{Page, apart, slug};
use crate::frame::Fault;
use crate::library::api::list_org_documents;
use crate::library::{Shelf, asked};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use leptos::prelude::*;

/// The page.
#[component]
pub fn OrgLibrary() -> impl IntoView {
    let slug = slug();
    let found = load(move || (slug.get(), asked()), |(slug, (words, filter))| list_org_documents(slug, words, filter));
    let page = move || async move {
        match found.await {
            Ok(managed) => {
                let (look, role, kept) = apart(managed);
                let org = look.slug.clone();
                view! {
                    <Page
                        look
                        role
                        here="/library"
                        title="Resource library"
                        says="Documents and pictures for your meetings: whoever plans one can hand them out there. Everybody with a role here may open them, and they stay when the one who put them here leaves."
                    >
                        <Shelf kept org />
                    </Page>
                }
                .into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page /> }.into_any()
}

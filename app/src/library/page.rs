//! A resource library: upload, search, name anew, describe, show on the profile or not, delete.
use super::api::{ChangeDocument, DeleteDocument, list_documents};
use crate::account::parts::{Card, leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::field::{CheckField, SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::library::{DESCRIPTION, Document, NAME};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

const NOTES: &[(&str, &str)] =
    &[("uploaded", "Your document is kept."), ("changed", "Saved."), ("deleted", "Deleted. Meetings hand it out no longer.")];

/// What a page of documents starts with: the documents, and why the last upload was refused, without script.
type Kept = (Vec<Document>, String);

/// What was searched for, and which are shown, as the address tells.
pub fn asked() -> (String, String) {
    (word("q"), word("show"))
}

/// A supporter's own library.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let found = load(asked, |(words, filter)| list_documents(words, filter));
    let page = move || async move {
        match found.await {
            Ok(kept) => view! { <Shelf kept org=String::new() /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Resource library" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-4xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Resource library"</h1>
            <p class="mt-2 mb-6 max-w-prose text-quiet">
                "Documents and pictures that you hand out in your meetings. A private one is for those who have a seat where you choose it; a public one stands on your profile as well."
            </p>
            <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}

/// Searching, the documents, and adding one. `org` is the address word of the organization whose library it is, or empty.
#[component]
pub fn Shelf(kept: Kept, org: String) -> impl IntoView {
    let (documents, refused) = kept;
    let change = ServerAction::<ChangeDocument>::new();
    let delete = ServerAction::<DeleteDocument>::new();
    leave_when_done(change);
    leave_when_done(delete);
    let done = word("done");
    let note = NOTES.iter().find(|(word, _)| *word == done).map(|(_, says)| *says);
    let (words, filter) = asked();
    let narrowed = !words.is_empty() || !filter.is_empty();
    let shows =
        vec![(String::new(), "All".to_owned()), ("public".to_owned(), "Public".to_owned()), ("private".to_owned(), "Private".to_owned())];
    let (address, shown_on) = if org.is_empty() {
        ("/supporter/library".to_owned(), "It stands on your profile, and everybody may open it.")
    } else {
        (format!("/organizations/{org}/manage/library"), "It stands on the organization\u{2019}s page, and everybody may open it.")
    };
    let upload = format!("{address}/file");
    let rows: Vec<_> = documents.into_iter().map(|document| row(document, &org, change, delete)).collect();
    let list = if rows.is_empty() {
        let says = if narrowed { "No document is like that. Search for less." } else { "Nothing here yet. Add a first document below." };
        view! { <p class="text-quiet">{says}</p> }.into_any()
    } else {
        view! { <ul class="divide-y divide-line">{rows}</ul> }.into_any()
    };
    view! {
        {note.map(|says| view! { <div class="mb-5"><Alert tone=AlertTone::Done><p>{says}</p></Alert></div> })}
        <FormError error=error_of(change) />
        <FormError error=error_of(delete) />
        <form method="get" action=address role="search" class="mb-6 grid items-end gap-3 sm:grid-cols-[1fr_10rem_auto]">
            <TextField name="q" label="Search" value=words kind="search" maxlength=100 />
            <SelectField name="show" label="Show" choices=shows value=filter />
            <Button tone=Tone::Quiet icon=Glyph::Search>"Search"</Button>
        </form>
        <div class="space-y-6">
            <Card id="documents" title="Documents">{list}</Card>
            <Card id="add" title="Add New Document" says="PDF, pictures, office documents without macros, plain text; at most 5 MB each.">
                {(!refused.is_empty()).then(|| view! { <div class="mb-5"><Alert tone=AlertTone::Problem><p>{refused}</p></Alert></div> })}
                <form method="post" action=upload enctype="multipart/form-data" class="space-y-3">
                    <label for="file" class="block font-semibold">"Choose a file"</label>
                    <input
                        id="file"
                        name="file"
                        type="file"
                        required=true
                        accept=".pdf,.png,.jpg,.jpeg,.webp,.gif,.txt,.docx,.xlsx,.pptx,.odt,.ods,.odp"
                        class="block min-h-11 w-full max-w-full rounded-control border border-edge bg-card p-1.5 text-sm file:mr-3 file:min-h-8 file:rounded-lg file:bg-spruce-soft file:px-3 file:font-semibold file:text-spruce"
                    />
                    <CheckField name="public" id="public-new" label="Public" hint=shown_on />
                    <Button icon=Glyph::Upload>"Upload"</Button>
                </form>
            </Card>
        </div>
    }
    .into_any()
}

fn row(document: Document, org: &str, change: ServerAction<ChangeDocument>, delete: ServerAction<DeleteDocument>) -> AnyView {
    let Document { id, name, description, what, public, updated, meetings } = document;
    let used = if meetings == 1 { "in 1 meeting".to_owned() } else { format!("in {meetings} meetings") };
    let facts = format!("{what} · {} · {used} · {updated}", if public { "Public" } else { "Private" });
    let element = |field: &str| format!("{field}-{id}");
    let (name_id, description_id, public_id) = (element("name"), element("description"), element("public"));
    let (address, gone, delete_says) = (format!("/library/{id}"), id.clone(), format!("Delete {name}"));
    let shown = name.clone();
    let (org, org_too) = (org.to_owned(), org.to_owned());
    let about = description.clone();
    view! {
        <li class="py-4">
            <p>
                <a href=address rel="external" class="font-semibold text-spruce underline underline-offset-4">{shown}</a>
            </p>
            <p class="text-sm text-quiet">{facts}</p>
            {(!about.is_empty()).then(|| view! { <p class="mt-1">{about}</p> })}
            <details class="mt-1">
                <summary class="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-spruce">"Change"</summary>
                <ActionForm action=change>
                    <input type="hidden" name="org" value=org />
                    <input type="hidden" name="id" value=id />
                    <div class="space-y-3">
                        <TextField name="name" id=name_id label="Name" value=name maxlength=u32::try_from(NAME).unwrap_or(100) required=true />
                        <TextField name="description" id=description_id label="Description" value=description maxlength=u32::try_from(DESCRIPTION).unwrap_or(300) optional=true />
                        <CheckField name="public" id=public_id label="Public" checked=public />
                        <Button>"Save"</Button>
                    </div>
                </ActionForm>
                <div class="mt-3">
                    <ActionForm action=delete>
                        <input type="hidden" name="org" value=org_too />
                        <input type="hidden" name="id" value=gone />
                        <Button tone=Tone::Danger icon=Glyph::Trash label=delete_says>"Delete"</Button>
                    </ActionForm>
                </div>
            </details>
        </li>
    }
    .into_any()
}

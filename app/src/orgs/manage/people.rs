//! Who runs an organization: everybody with a role, invitations, and the form for a new one.
use super::frame::{Kept, Page, apart, query, slug};
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::orgs::api::manage::{
    ChangeOrgRole, HandOverOrganization, InvitePerson, Managed, PeopleView, RemoveOrgPerson, ResendInvitation, RevokeInvitation,
    load_org_people,
};
use crate::ui::action::ServerAction;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::Group;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::{Invitation, OrgRole, Person};
use leptos::prelude::*;

/// What can be done on the page: one action for each kind.
#[derive(Clone, Copy)]
struct Acts {
    invite: ServerAction<InvitePerson>,
    resend: ServerAction<ResendInvitation>,
    revoke: ServerAction<RevokeInvitation>,
    change: ServerAction<ChangeOrgRole>,
    remove: ServerAction<RemoveOrgPerson>,
    hand_over: ServerAction<HandOverOrganization>,
    /// The last one that worked, as the word that a plain form is sent on with.
    last: RwSignal<&'static str>,
}

impl Acts {
    fn new() -> Self {
        let acts = Self {
            invite: ServerAction::new(),
            resend: ServerAction::new(),
            revoke: ServerAction::new(),
            change: ServerAction::new(),
            remove: ServerAction::new(),
            hand_over: ServerAction::new(),
            last: RwSignal::new(""),
        };
        remember(acts.last, acts.invite, "invited");
        remember(acts.last, acts.resend, "invited");
        remember(acts.last, acts.revoke, "revoked");
        remember(acts.last, acts.change, "role");
        remember(acts.last, acts.remove, "removed");
        acts
    }

    /// How many acts have been done: what is shown was read before them.
    fn done(self) -> usize {
        let versions = [
            self.invite.version().get(),
            self.resend.version().get(),
            self.revoke.version().get(),
            self.change.version().get(),
            self.remove.version().get(),
        ];
        versions.iter().sum()
    }
}

/// Remembers that this was the last act that worked.
fn remember<S>(last: RwSignal<&'static str>, action: ServerAction<S>, done: &'static str) {
    let tries = action.tries();
    Effect::new(move |_| {
        if tries.done() {
            last.set(done);
        }
    });
}

fn sentence_after(done: &str) -> &'static str {
    match done {
        "invited" => "The invitation is on its way. It can be taken for 14 days.",
        "revoked" => "Taken back. The link in the letter opens nothing any more.",
        "role" => "The role is changed.",
        "removed" => "They are out, and their leader profile here is deleted.",
        "handed" => "Handed over. You are an admin now.",
        _ => "",
    }
}

/// The page.
#[component]
pub fn People() -> impl IntoView {
    let slug = slug();
    let acts = Acts::new();
    leave_when_done(acts.hand_over);
    let loaded = load(move || (slug.get(), acts.done()), |(slug, _)| load_org_people(slug));
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Board managed acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Board(managed: Managed<PeopleView>, acts: Acts) -> impl IntoView {
    let (look, role, loaded) = apart(managed);
    let PeopleView { people, invitations, email } = loaded;
    let slug = look.slug.clone();
    let before = sentence_after(&query("done"));
    let now = sentence_after(acts.last.get_untracked());
    let says = if now.is_empty() { before } else { now };
    let error = error_of(acts.invite);
    let others = [error_of(acts.resend), error_of(acts.revoke), error_of(acts.change), error_of(acts.remove), error_of(acts.hand_over)];
    let other = Signal::derive(move || others.iter().find_map(Get::get));
    let empty = invitations.is_empty();
    let rows: Vec<_> = people.into_iter().map(|person| view! { <Row slug=slug.clone() person viewer=role acts /> }).collect();
    let waiting: Vec<_> = invitations.into_iter().map(|invitation| invited(&slug, invitation, acts)).collect();
    let roles = OrgRole::GIVEN.into_iter().map(|role| (role.as_str().to_owned(), role.label().to_owned())).collect();
    let explained: Vec<_> = OrgRole::ALL
        .into_iter()
        .map(|role| view! { <li><strong class="font-bold">{role.label()}</strong>": " {role.says()}</li> })
        .collect();
    view! {
        <Page look role here="/people" title="People" says="Who runs this organization with you, and what each may do.">
            <Kept saved=Signal::stored(!now.is_empty()) before=!before.is_empty() says />
            <FormError error=other />
            <section aria-label="Everybody with a role">
                <ul class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">{rows}</ul>
            </section>
            <Group title="Invite somebody" says="They get a letter with a link. It works once, for 14 days, for the account of that address.">
                <FormError error />
                <ActionForm action=acts.invite empties=true attr:class="grid items-start gap-4 sm:grid-cols-[1fr_14rem_auto]">
                    <input type="hidden" name="slug" value=slug />
                    <TextField name="email" label="Email" kind="email" value=email error=about(error, "email") autocomplete="off" required=true />
                    <SelectField name="role" label="Role" choices=roles value="peer_supporter" error=about(error, "role") />
                    <div class="sm:pt-7.5">
                        <Button tone=Tone::Call icon=Glyph::Mail busy=acts.invite.pending()>
                            "Send the invitation"
                        </Button>
                    </div>
                </ActionForm>
                <ul class="list-disc space-y-1 pl-5 text-sm text-quiet">{explained}</ul>
            </Group>
            {(!empty)
                .then(|| {
                    view! {
                        <Group title="Invitations that wait">
                            <ul class="divide-y divide-line">{waiting}</ul>
                        </Group>
                    }
                })}
        </Page>
    }
    .into_any()
}

#[component]
fn Row(slug: String, person: Person, viewer: OrgRole, acts: Acts) -> impl IntoView {
    let Person { face, role, since, leader, me } = person;
    let (id, name) = (face.id.to_string(), face.name.clone());
    let owner = role == OrgRole::Owner;
    let chip = match leader {
        Some(true) => Some((ChipTone::Done, "Leader profile")),
        Some(false) => Some((ChipTone::Warning, "Leader profile not finished")),
        None => None,
    };
    let edit = leader.map(|_| {
        view! {
            <ButtonLink
                href=format!("/organizations/{slug}/manage/leader?person={id}")
                tone=Tone::Quiet
                small=true
                label=format!("Edit the leader profile of {name}")
            >
                "Edit profile"
            </ButtonLink>
        }
    });
    let roles = OrgRole::GIVEN.into_iter().map(|role| (role.as_str().to_owned(), role.label().to_owned())).collect();
    let field = format!("role-{id}");
    let [whom_to_hand, whom_to_change, whom_to_remove] = [(); 3].map(|()| {
        view! {
            <input type="hidden" name="slug" value=slug.clone() />
            <input type="hidden" name="person" value=id.clone() />
        }
    });
    let changes = (!owner).then(|| {
        let handed = (viewer.owns() && role == OrgRole::Admin).then(|| {
            view! {
                <ActionForm action=acts.hand_over attr:class="border-t border-line pt-4">
                        {whom_to_hand}
                    <p class="mb-2 text-sm text-quiet">"They become the owner, you become an admin. Only they can hand it back."</p>
                    <Button tone=Tone::Danger busy=acts.hand_over.pending()>"Hand the organization over"</Button>
                </ActionForm>
            }
        });
        view! {
            <details class="basis-full">
                <summary class="flex min-h-11 cursor-pointer items-center text-sm font-semibold text-spruce">
                    <span>{if me { "Change my role".to_owned() } else { format!("Change the role of {name}") }}</span>
                </summary>
                <div class="mt-2 max-w-md space-y-4 rounded-card border border-line bg-paper p-4">
                    <ActionForm action=acts.change attr:class="space-y-3">
                        {whom_to_change}
                        <SelectField name="role" id=field label="Role" choices=roles value=role.as_str() />
                        <Button tone=Tone::Quiet busy=acts.change.pending()>"Change the role"</Button>
                    </ActionForm>
                    {handed}
                    <ActionForm action=acts.remove attr:class="border-t border-line pt-4">
                        {whom_to_remove}
                        <p class="mb-2 text-sm text-quiet">"They can't see these pages any more, and their leader profile here is deleted."</p>
                        <Button tone=Tone::Danger busy=acts.remove.pending() label=format!("Remove {name}")>
                            "Remove"
                        </Button>
                    </ActionForm>
                </div>
            </details>
        }
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
            <Avatar name=face.name.clone() seed=face.id.to_string() picture=face.picture />
            <div class="min-w-40 flex-1">
                <p class="font-bold wrap-anywhere">
                    <span>{face.name}</span>
                    {me.then(|| view! { <span class="font-normal text-quiet">" (you)"</span> })}
                </p>
                <p class="text-sm text-quiet">{format!("{} since {since}", role.label())}</p>
            </div>
            {chip.map(|(tone, says)| view! { <Chip tone>{says}</Chip> })}
            {edit}
            {changes}
        </li>
    }
    .into_any()
}

fn invited(slug: &str, invitation: Invitation, acts: Acts) -> AnyView {
    let Invitation { id, email, role, until, expired } = invitation;
    let (slug, other) = (slug.to_owned(), slug.to_owned());
    let (id_again, again, back) = (id.clone(), format!("Send again to {email}"), format!("Take back the invitation to {email}"));
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <div class="min-w-56 flex-1">
                <p class="font-semibold wrap-anywhere">{email}</p>
                <p class="text-sm text-quiet">{role.label()}</p>
            </div>
            <Chip tone=if expired { ChipTone::Warning } else { ChipTone::Quiet }>{until}</Chip>
            <ActionForm action=acts.resend>
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="invitation" value=id_again />
                <Button tone=Tone::Quiet label=again>"Send again"</Button>
            </ActionForm>
            <ActionForm action=acts.revoke>
                <input type="hidden" name="slug" value=other />
                <input type="hidden" name="invitation" value=id />
                <Button tone=Tone::Danger label=back>"Take back"</Button>
            </ActionForm>
        </li>
    }
    .into_any()
}

//! What this is, for those who come for the first time: three ways in, how it works, and help that can't wait.
use crate::frame::HelpPanel;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use domain::crisis;
use leptos::prelude::*;

/// An icon, a title, a sentence, and for a way in its address and the words of its link.
struct Part {
    glyph: Glyph,
    title: &'static str,
    says: &'static str,
    href: &'static str,
    go: &'static str,
}

const WAYS_IN: &[Part] = &[
    Part {
        glyph: Glyph::Users,
        title: "Talk with one person",
        says: "Look for somebody who has lived through what you are living through. Read their story and ask to connect.",
        href: "/supporters",
        go: "Find a Peer Supporter",
    },
    Part {
        glyph: Glyph::Calendar,
        title: "Sit with a group",
        says: "Small meetings on one subject, led by peers. Listen first, talk when you feel like it.",
        href: "/meetings",
        go: "Meetings",
    },
    Part {
        glyph: Glyph::Building,
        title: "Find a home base",
        says: "Organizations with their own group leaders, meetings and rooms to talk in.",
        href: "/organizations",
        go: "Organizations",
    },
];

const STEPS: &[Part] = &[
    Part {
        glyph: Glyph::Search,
        title: "Look around",
        says: "Search by what you are going through. Every supporter tells their own story, and you can read it without an account.",
        href: "",
        go: "",
    },
    Part {
        glyph: Glyph::UserPlus,
        title: "Ask to connect",
        says: "Press Add, and say a few words if you like. They decide when to answer. You can take it back at any time.",
        href: "",
        go: "",
    },
    Part {
        glyph: Glyph::MessageCircle,
        title: "Talk at your own pace",
        says: "Write when it suits you. Others see only the username you choose, never your name, email or phone.",
        href: "",
        go: "",
    },
];

/// The page for visitors.
#[component]
pub fn Welcome() -> impl IntoView {
    let ways: Vec<_> = WAYS_IN.iter().map(way_in).collect();
    let steps: Vec<_> = STEPS.iter().enumerate().map(|(at, part)| step(at + 1, part)).collect();
    view! {
        <section class="grid items-center gap-10 pb-14 sm:pt-4 lg:grid-cols-[1.15fr_1fr] lg:gap-16 lg:pt-8 lg:pb-20">
            <div>
                <h1 class="text-3xl font-bold tracking-tight">"Somebody has been where you are"</h1>
                <p class="mt-4 max-w-prose text-lg text-quiet">
                    "Alongside brings you together with peer supporters: people who have been through it, and are trained to listen."
                </p>
                <div class="mt-8 flex flex-wrap gap-3">
                    <ButtonLink href="/supporters" tone=Tone::Call icon=Glyph::Users>
                        "Find a Peer Supporter"
                    </ButtonLink>
                    <ButtonLink href="/sign-up" tone=Tone::Quiet>
                        "Sign up"
                    </ButtonLink>
                </div>
                <ul class="mt-8 flex flex-wrap gap-x-6 gap-y-2 text-sm text-quiet">
                    {promise("Private by a username")} {promise("Looking around needs no account")} {promise("You decide when to talk")}
                </ul>
            </div>
            <FirstTalk />
        </section>

        <section aria-labelledby="ways" class="border-t border-line py-12 lg:py-16">
            <h2 id="ways" class="text-2xl font-bold">"Three ways in"</h2>
            <ul class="mt-6 grid gap-4 md:grid-cols-3 md:gap-6">{ways}</ul>
        </section>

        <section aria-labelledby="steps" class="border-t border-line py-12 lg:py-16">
            <h2 id="steps" class="text-2xl font-bold">"How it works"</h2>
            <ol class="mt-6 grid gap-8 md:grid-cols-3 md:gap-6">{steps}</ol>
        </section>

        <section aria-labelledby="help" class="rounded-card border border-line bg-spruce-soft">
            <h2 id="help" class="mx-auto flex max-w-page items-center gap-2.5 px-4 pt-6 text-xl font-bold sm:px-6">
                <span class="text-spruce">
                    <Icon glyph=Glyph::LifeBuoy class="size-6" />
                </span>
                <span>"If it can't wait"</span>
            </h2>
            <div class="sm:px-2">
                <HelpPanel help=crisis::near("") />
            </div>
        </section>
    }
    .into_any()
}

fn promise(says: &'static str) -> AnyView {
    view! {
        <li class="flex items-center gap-2">
            <span class="text-leaf-ink">
                <Icon glyph=Glyph::Check class="size-4" />
            </span>
            <span>{says}</span>
        </li>
    }
    .into_any()
}

fn way_in(part: &'static Part) -> AnyView {
    view! {
        <li class="group relative flex flex-col rounded-card border border-line bg-card p-6 shadow-soft transition-colors hover:border-spruce">
            <span class="mb-4 inline-flex size-12 items-center justify-center rounded-xl bg-spruce-soft text-spruce">
                <Icon glyph=part.glyph class="size-6" />
            </span>
            <h3 class="text-lg font-bold">{part.title}</h3>
            <p class="mt-1 mb-4 flex-1 text-quiet">{part.says}</p>
            <a href=part.href class="inline-flex min-h-6 items-center gap-1.5 self-start font-semibold text-spruce after:absolute after:inset-0 after:rounded-card">
                <span>{part.go}</span>
                <Icon glyph=Glyph::ArrowRight class="size-4 transition-transform group-hover:translate-x-1" />
            </a>
        </li>
    }
    .into_any()
}

fn step(number: usize, part: &'static Part) -> AnyView {
    view! {
        <li class="flex gap-4 md:flex-col">
            <span class="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-spruce font-bold text-on-spruce" aria-hidden="true">
                {number.to_string()}
            </span>
            <div>
                <h3 class="text-lg font-bold">{part.title}</h3>
                <p class="mt-1 text-quiet">{part.says}</p>
            </div>
        </li>
    }
    .into_any()
}

/// How a first talk can begin: said, not shown, so that no picture of a stranger is needed.
#[component]
fn FirstTalk() -> impl IntoView {
    view! {
        <figure class="relative">
            <div class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-6">
                <div class="mb-5 flex items-center gap-3 border-b border-line pb-4">
                    <Avatar name="Devon K." seed="first-talk" size=AvatarSize::Medium />
                    <div>
                        <p class="font-bold">"Devon K."</p>
                        <p class="text-sm text-quiet">"Peer supporter, raising two kids after a loss"</p>
                    </div>
                </div>
                <div class="space-y-3">
                    <p class="ml-auto w-fit max-w-[85%] rounded-2xl rounded-br-md bg-own px-4 py-2.5 text-on-own">
                        "I nearly cancelled today. The house is too quiet since the funeral."
                    </p>
                    <p class="w-fit max-w-[85%] rounded-2xl rounded-bl-md border border-line bg-paper px-4 py-2.5">
                        "I am glad you wrote. Quiet was the hardest part for me too."
                    </p>
                    <p class="w-fit max-w-[85%] rounded-2xl rounded-bl-md border border-line bg-paper px-4 py-2.5">
                        "Do you want to talk about him, or about something else for a while?"
                    </p>
                    <p class="ml-auto w-fit max-w-[85%] rounded-2xl rounded-br-md bg-own px-4 py-2.5 text-on-own">"Something else. Then him."</p>
                </div>
            </div>
            <figcaption class="mt-3 text-center text-sm text-quiet">"How a first talk can begin"</figcaption>
        </figure>
    }
    .into_any()
}

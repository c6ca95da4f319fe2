//! Every "no" a person can hear, with its plain sentence.
use serde::{Deserialize, Serialize};

/// What is wrong with one field of a form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The field's name in the form.
    pub field: String,
    /// What to do about it, as a sentence.
    pub says: String,
}

impl Problem {
    /// A problem with `field`, told by `says`.
    pub fn new(field: &str, says: impl Into<String>) -> Self {
        Self { field: field.to_owned(), says: says.into() }
    }
}

/// A refusal is a value: it travels unchanged from the rule to the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Some fields need another look.
    #[error("Please check the marked fields. Nothing was lost.")]
    Invalid(Vec<Problem>),
    /// Wrong email or wrong password: which one is not told.
    #[error("That email and password do not match. Check both, or reset your password.")]
    WrongSignIn,
    /// Too many tries; the number is how many minutes to wait.
    #[error("Too many tries. Please wait {0} minutes and try again.")]
    TooManyTries(i64),
    /// A link from a letter that is used up, too old or not ours.
    #[error("This link has been used or is too old. Ask for a new one.")]
    LinkGone,
    /// Something that needs a verified email first.
    #[error("Please confirm your email first. We sent you a letter with a link.")]
    NotVerified,
    /// The username is somebody else's.
    #[error("That username is taken. Try another.")]
    UsernameTaken,
    /// The current password typed to confirm a change is wrong.
    #[error("Your current password is not right.")]
    WrongPassword,
    /// A code for the second step of signing in that is wrong, or was used before.
    #[error("That code is not right, or it was used already. Wait for the next one and try again.")]
    WrongCode,
    /// The second step of signing in took too long, or its page was opened without the first.
    #[error("Signing in took too long. Please start again with your password.")]
    StepGone,
    /// An organization lets its staff in with two-factor sign-in only.
    #[error(
        "This organization asks everybody who helps to run it for two-factor sign-in. It takes two minutes to set up. Then come back here."
    )]
    TwoFactorFirst,
    /// A picture that can't be used, and why.
    #[error("{0}")]
    Picture(String),
    /// Asking a person who takes no new connections.
    #[error("This person is not taking new connections right now.")]
    NotAccepting,
    /// Asked again too soon after "not now"; the number is the days left.
    #[error("They said not now. You can ask again in {0} days.")]
    AskAgainLater(i64),
    /// Ten requests are open.
    #[error("You have 10 open requests. Withdraw one, or wait for an answer.")]
    TooManyRequests,
    /// You have blocked the person.
    #[error("You have blocked this person. Unblock them first.")]
    YouBlocked,
    /// Connecting with yourself.
    #[error("That is you.")]
    Yourself,
    /// The request is no longer waiting for an answer.
    #[error("This request is no longer open.")]
    RequestClosed,
    /// Writing to somebody you are not connected with.
    #[error("You can write to each other once you are connected.")]
    NotConnected,
    /// A message with no words.
    #[error("Write something first.")]
    EmptyMessage,
    /// A message over the limit.
    #[error("That is too long. A message may hold 4,000 characters.")]
    MessageTooLong,
    /// Taking part in an organization that is not for this person, in words that say for whom it is.
    #[error("{0}")]
    NotOpenToYou(String),
    /// The owner of an organization leaves, or is taken out.
    #[error("An organization needs an owner. Hand it over to an admin first.")]
    OwnerStays,
    /// An invitation that was sent to another address.
    #[error("This invitation was sent to another email address. Sign in with that account, or ask for a new invitation.")]
    InvitedElsewhere,
    /// A seat in an organization's meeting for somebody who has not subscribed to it.
    #[error("This meeting is for people who have subscribed to its organization. You can do that on the organization's page.")]
    SubscribersOnly,
    /// All seats of a meeting are taken.
    #[error("All seats are taken right now.")]
    MeetingFull,
    /// Queueing where a seat is free.
    #[error("There is a seat left: you can register right away.")]
    SeatsLeft,
    /// A meeting that has ended.
    #[error("This meeting is over.")]
    MeetingOver,
    /// A meeting that was called off.
    #[error("This meeting was cancelled.")]
    MeetingCancelled,
    /// A meeting for invited people.
    #[error("This meeting is for people whom the host invites.")]
    InvitedOnly,
    /// Registering for one's own meeting.
    #[error("You lead this meeting, so you need no seat.")]
    YouHost,
    /// Registered already.
    #[error("You are registered already.")]
    RegisteredAlready,
    /// A seat is offered and waits for an answer.
    #[error("A seat is waiting for your answer.")]
    OfferWaits,
    /// An offer of a seat that has ended or was answered.
    #[error("This offer has ended. If the meeting is still full, you can join the waiting list again.")]
    OfferGone,
    /// A meeting that this person can't register for, and is not told why.
    #[error("You can't register for this meeting.")]
    NotForYou,
    /// There is nothing to cancel.
    #[error("You are not registered for this meeting.")]
    NotRegistered,
    /// Changing a meeting that has begun.
    #[error("This meeting has begun. It can't be changed any more.")]
    MeetingBegun,
    /// A coupon that is unknown, used up or too old.
    #[error("This code does not work for this meeting, or it is used up.")]
    CouponGone,
    /// A checkout that has ended.
    #[error("This checkout has ended. Nothing was charged. Start again from the meeting.")]
    CheckoutGone,
    /// A file that can't be kept, and why.
    #[error("{0}")]
    File(String),
    /// A review of somebody who was not there, or of a meeting that is not over.
    #[error("You can say how a meeting was once it is over, if you were there.")]
    NotReviewable,
    /// A review that is older than 14 days, or that staff have hidden.
    #[error("This review can't be changed any more.")]
    ReviewClosed,
    /// A second answer to a review.
    #[error("You have answered this review already.")]
    AnsweredAlready,
    /// Only peer supporters may do this.
    #[error("Only peer supporters can do this.")]
    SupportersOnly,
}

impl Refusal {
    /// One field, one problem.
    pub fn field(field: &str, says: impl Into<String>) -> Self {
        Self::Invalid(vec![Problem::new(field, says)])
    }

    /// The problems of single fields, if that is what this is.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Invalid(problems) => problems,
            _ => &[],
        }
    }
}

//! Asking the server for what a page shows, and showing something meanwhile.
//!
//! Leptos writes its resources and suspense boundaries anew for every type they hold, which a phone then downloads. Here all of
//! them hold the same two types, and a page takes out what it put in.
use super::told::Told;
use crate::AppError;
use crate::wire::Boxed;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

/// Something that was asked for: `.await` it in what is given to `Waiting`.
pub struct Loaded<T> {
    told: Resource<Result<Told, AppError>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Loaded<T> {}

/// Asks for something, and again whenever `source` changes. The server asks while it renders; the browser takes over its answer.
pub fn load<S, T, F>(source: impl Fn() -> S + Send + Sync + 'static, fetch: impl Fn(S) -> F + Send + Sync + 'static) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let source: Box<dyn Fn() -> Source + Send + Sync> = Box::new(move || Source(Arc::new(source())));
    let fetch: Box<dyn Fn(Source) -> Boxed<Result<Told, AppError>> + Send + Sync> = Box::new(move |source| {
        let Some(source) = source.0.any().downcast_ref::<S>() else { return Box::pin(std::future::ready(Err(AppError::Malformed))) };
        let answer = fetch(source.clone());
        Box::pin(async move { answer.await.map(Told::of) })
    });
    Loaded { told: Resource::new(source, fetch), of: PhantomData }
}

impl<T> Loaded<T> {
    /// Asks once more.
    pub fn refetch(&self) {
        self.told.refetch();
    }
}

impl<T: DeserializeOwned + Clone + 'static> Loaded<T> {
    /// What is there by now, for effects.
    pub fn get(&self) -> Option<Result<T, AppError>> {
        self.told.get().map(|told| told?.take())
    }

    /// What is there by now, for handlers.
    pub fn get_untracked(&self) -> Option<Result<T, AppError>> {
        self.told.get_untracked().map(|told| told?.take())
    }
}

impl<T: DeserializeOwned + Clone + 'static> IntoFuture for Loaded<T> {
    type Output = Result<T, AppError>;
    type IntoFuture = Boxed<Result<T, AppError>>;

    fn into_future(self) -> Self::IntoFuture {
        let told = waited_for(self.told);
        Box::pin(async move { told.await?.take() })
    }
}

fn waited_for(told: Resource<Result<Told, AppError>>) -> Boxed<Result<Told, AppError>> {
    Box::pin(async move { told.await })
}

/// What a question depends on, whatever type it has.
#[derive(Clone)]
struct Source(Arc<dyn Same + Send + Sync>);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.any())
    }
}

trait Same {
    fn same(&self, other: &dyn Any) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<S: PartialEq + 'static> Same for S {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<S>() == Some(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

/// What becomes of a page's pieces once they are there.
#[derive(Clone)]
pub struct Then(Arc<dyn Fn() -> Boxed<AnyView> + Send + Sync>);

impl<F, Fut> From<F> for Then
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = AnyView> + Send + 'static,
{
    fn from(then: F) -> Self {
        Self(Arc::new(move || Box::pin(then())))
    }
}

/// Shows `then` once what it awaits is there, and the shape of it meanwhile. While something is asked for again, what was there
/// stays; with `afresh` it makes room.
#[component]
pub fn Waiting(
    /// The shape of what will be there.
    #[prop(optional, into)]
    meanwhile: ViewFn,
    /// Shows the shape again whenever something else is asked for.
    #[prop(optional)]
    afresh: bool,
    /// What to show: a closure that gives a future.
    #[prop(into)]
    then: Then,
) -> impl IntoView {
    let shown: Box<dyn Fn() -> Suspend<AnyView> + Send + Sync> = Box::new(move || Suspend::new((then.0)()));
    let fallback = move || meanwhile.run();
    if afresh {
        view! { <Suspense fallback=fallback>{shown}</Suspense> }.into_any()
    } else {
        view! { <Transition fallback=fallback>{shown}</Transition> }.into_any()
    }
}

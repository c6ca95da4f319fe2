//! How the browser asks a server function: a form's fields go there, JSON comes back.
//!
//! What Leptos does for that is written anew for every function, which a phone then downloads. Here only the fields and the
//! answer are each function's own; the way between is one for all of them.
use crate::AppError;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::client::Client;
use server_fn::codec::{Encoding, FromReq, FromRes, IntoReq, IntoRes, Json, PostUrl};
use server_fn::error::FromServerFnError;
use server_fn::redirect::call_redirect_hook;
use server_fn::request::ClientReq;
use server_fn::response::ClientRes;
use server_fn::server::Server;
use server_fn::{Bytes, ContentType, Http, Protocol, ServerFn};
use std::pin::Pin;

/// A future whose type nobody needs to know.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A server function of this house.
pub trait Asked:
    ServerFn<
        Error = AppError,
        InputStreamError = AppError,
        OutputStreamError = AppError,
        Output: Serialize + DeserializeOwned + Clone + Sync + 'static,
    > + 'static
{
}

impl<S> Asked for S where
    S: ServerFn<
            Error = AppError,
            InputStreamError = AppError,
            OutputStreamError = AppError,
            Output: Serialize + DeserializeOwned + Clone + Sync + 'static,
        > + 'static
{
}

/// The protocol of our server functions: on the server Leptos' own, for a form that is posted without script as for one with it.
pub struct Posted;

impl<In, Out, C, S> Protocol<In, Out, C, S, AppError> for Posted
where
    In: IntoReq<PostUrl, C::Request, AppError> + FromReq<PostUrl, S::Request, AppError> + Send,
    Out: IntoRes<Json, S::Response, AppError> + FromRes<Json, C::Response, AppError> + DeserializeOwned + Send,
    C: Client<AppError> + 'static,
    S: Server<AppError>,
{
    const METHOD: Method = <PostUrl as Encoding>::METHOD;

    fn run_server<F, Fut>(request: S::Request, body: F) -> impl Future<Output = Result<S::Response, AppError>> + Send
    where
        F: Fn(In) -> Fut + Send,
        Fut: Future<Output = Result<Out, AppError>> + Send,
    {
        <Http<PostUrl, Json> as Protocol<In, Out, C, S, AppError>>::run_server(request, body)
    }

    fn run_client(path: &str, input: In) -> impl Future<Output = Result<Out, AppError>> + Send {
        let answer = ask::<C>(input.into_req(path, Json::CONTENT_TYPE));
        async move { read(&answer.await?) }
    }
}

/// Sends the fields of a form, as the browser itself would, to a server function.
pub fn post<S: Asked>(fields: String) -> Boxed<Result<Bytes, AppError>> {
    ask::<S::Client>(ClientReq::try_new_post(S::PATH, PostUrl::CONTENT_TYPE, Json::CONTENT_TYPE, fields))
}

fn ask<C: Client<AppError> + 'static>(request: Result<C::Request, AppError>) -> Boxed<Result<Bytes, AppError>> {
    Box::pin(async move {
        let answer = C::send(request?).await?;
        let (status, elsewhere) = (answer.status(), answer.has_redirect().then(|| answer.location()));
        let body = answer.try_into_bytes().await?;
        if (400..=599).contains(&status) {
            return Err(AppError::de(body));
        }
        if let Some(place) = elsewhere {
            call_redirect_hook(&place);
        }
        Ok(body)
    })
}

/// Takes an answer out of its JSON. What can't be read is of a proxy, or of another version of the site.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    // Always from bytes: reading from text is the same program once more.
    serde_json::from_slice(body).map_err(|_| AppError::Unreachable)
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>
/// Says of a call what the OpenAPI document says of it. A new call needs <see cref="Says"/>, one of the others for its answer, and
/// <see cref="Takes"/> when it reads a body; a test misses them.
/// </summary>
internal static class DescribedExtensions
{
    /// <param name="what">What it does, in a sentence without a full stop.</param>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder call, string what) => call.WithSummary(what);

    /// <summary>The body is this, as JSON.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder call)
        where T : class => call.WithMetadata(new TakenBody(typeof(T)));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder call, int status = StatusCodes.Status200OK)
        where T : class => call.Produces<T>(status, "application/json");

    /// <summary>A list, with the mark of its next page where there is one.</summary>
    public static RouteHandlerBuilder GivesItems<T>(this RouteHandlerBuilder call) => call.Gives<Answers.Page<T>>();

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder call) =>
        call.Produces(StatusCodes.Status204NoContent);
}

using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Sources;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>
/// <c>/sources</c>. Secrets go in and never out. A source says who has which role, so whoever changes one gives rights, and no token does.
/// </summary>
internal static class SourceEndpoints
{
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/sources",
                async (SourceViews views, CancellationToken cancel) =>
                    Answers.Items((await views.ListAsync(cancel)).Select(View))
            )
            .Needs(Right.SeeService);
        api.MapPost(
                "/sources",
                (HttpRequest request, SourceBook book, Actor actor) =>
                    SetAsync(request, book, actor, Guid.CreateVersion7(), isNew: true)
            )
            .Needs(Right.GiveRights);
        api.MapPut(
                "/sources/{id:guid}",
                (Guid id, HttpRequest request, SourceBook book, Actor actor) =>
                    SetAsync(request, book, actor, id, isNew: false)
            )
            .Needs(Right.GiveRights);
        api.MapGet("/sources/{id:guid}", FindAsync).Needs(Right.SeeService);
        api.MapDelete("/sources/{id:guid}", RemoveAsync).Needs(Right.GiveRights);
        api.MapPost("/sources/test", TestAsync).Needs(Right.GiveRights);
        api.MapPost(
                "/sources/{id:guid}/raise",
                async (Guid id, SourceBook book, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await book.RaiseAsync(id, actor, cancel))
            )
            .Needs(Right.GiveRights);
        api.MapPost(
                "/sources/{id:guid}/sync",
                async (Guid id, SourceSync sync, Actor actor, CancellationToken cancel, bool evenIfMany = false) =>
                    Answers.Of(await sync.RunAsync(id, evenIfMany, actor, cancel), report => report)
            )
            .Needs(Right.GiveRights);
    }

    private static async Task<IResult> FindAsync(Guid id, SourceViews views, CancellationToken cancel) =>
        (await views.ListAsync(cancel)).FirstOrDefault(one => one.Settings.Id == id) is { } view
            ? Answers.Ok(View(view))
            : Answers.Of(SourceProblems.Unknown.At($"{id}", ""));

    private static async Task<IResult> SetAsync(HttpRequest request, SourceBook book, Actor actor, Guid id, bool isNew)
    {
        var body = await Body.ReadAsync<SourceDraft>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var cancel = request.HttpContext.RequestAborted;
        var problems = await book.SetAsync(id, isNew, body.Value, actor, cancel);
        return problems.Count > 0 ? ProblemJson.Result(problems) : Answers.Ok(new { Id = id });
    }

    /// <summary>Its people lose their access, when that is said.</summary>
    private static async Task<IResult> RemoveAsync(
        Guid id,
        SourceRemoval removal,
        SourceBook book,
        Actor actor,
        CancellationToken cancel,
        bool withPeople = false
    ) =>
        withPeople && await removal.RemovePeopleAsync(id, actor, cancel) is { } problem
            ? Answers.Of(problem)
            : Answers.Of(await book.RemoveAsync(id, actor, cancel));

    private static async Task<IResult> TestAsync(HttpRequest request, SourceTrials trials)
    {
        var body = await Body.ReadAsync<TestBody>(request);
        return body.Value is { } wanted
            ? Answers.Of(
                await trials.RunAsync(
                    wanted.Id,
                    wanted.Settings,
                    wanted.Person ?? "",
                    wanted.Password ?? "",
                    request.HttpContext.RequestAborted
                ),
                result => result
            )
            : ProblemJson.Result(body.Problems);
    }

    private static object View(SourceView view) =>
        new
        {
            view.Settings.Id,
            view.Settings.Name,
            view.Settings.Enabled,
            view.Settings.Kind,
            view.Settings.Ldap,
            view.Settings.Radius,
            view.Settings.Oidc,
            view.RedirectAddress,
            HasSecret = view.Settings.SecretId is not null,
            view.Settings.Groups,
            view.Settings.Sync,
            view.People,
            view.LookedAt,
            Trouble = view.Last?.Trouble,
            view.Last,
        };

    private sealed class TestBody
    {
        /// <summary>One that is in force.</summary>
        public Guid? Id { get; init; }

        /// <summary>Null: as it is in force.</summary>
        public SourceDraft? Settings { get; init; }

        /// <summary>Whose groups are looked at.</summary>
        public string? Person { get; init; }

        /// <summary>With which the person signs in.</summary>
        public string? Password { get; init; }

        public override string ToString() => "TestBody";
    }
}

using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
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
            .Says("Lists sources of people in the order in which they are asked; never a secret")
            .GivesItems<SourceBody>()
            .Needs(Right.SeeService);
        api.MapPost(
                "/sources",
                (HttpRequest request, SourceBook book, Actor actor) =>
                    SetAsync(request, book, actor, Guid.CreateVersion7(), isNew: true)
            )
            .Says("Adds a source of people")
            .Takes<SourceDraft>()
            .Gives<MadeBody>()
            .Needs(Right.GiveRights);
        api.MapPut(
                "/sources/{id:guid}",
                (Guid id, HttpRequest request, SourceBook book, Actor actor) =>
                    SetAsync(request, book, actor, id, isNew: false)
            )
            .Says("Changes a source of people")
            .Takes<SourceDraft>()
            .Gives<MadeBody>()
            .Needs(Right.GiveRights);
        api.MapGet("/sources/{id:guid}", FindAsync)
            .Says("Shows a source of people")
            .Gives<SourceBody>()
            .Needs(Right.SeeService);
        api.MapDelete("/sources/{id:guid}", RemoveAsync)
            .Says("Removes a source of people")
            .GivesNothing()
            .Needs(Right.GiveRights);
        api.MapPost("/sources/test", TestAsync)
            .Says("Tries a source of people; nothing is saved")
            .Takes<SourceTestBody>()
            .Gives<SourceTrial>()
            .Needs(Right.GiveRights);
        api.MapPost(
                "/sources/{id:guid}/raise",
                async (Guid id, SourceBook book, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await book.RaiseAsync(id, actor, cancel))
            )
            .Says("Has a source asked one place earlier")
            .GivesNothing()
            .Needs(Right.GiveRights);
        api.MapPost(
                "/sources/{id:guid}/sync",
                async (Guid id, SourceSync sync, Actor actor, CancellationToken cancel, bool evenIfMany = false) =>
                    Answers.Of(await sync.RunAsync(id, evenIfMany, actor, cancel), report => report)
            )
            .Says("Looks now at who is in a source")
            .Gives<SyncReport>()
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
        return problems.Count > 0 ? ProblemJson.Result(problems) : Answers.Ok(new MadeBody(id));
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
        var body = await Body.ReadAsync<SourceTestBody>(request);
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

    private static SourceBody View(SourceView view) =>
        new(view.Settings.Id, view.Settings.Name, view.Settings.Enabled, view.Settings.Kind)
        {
            Ldap = view.Settings.Ldap,
            Radius = view.Settings.Radius,
            Oidc = view.Settings.Oidc,
            RedirectAddress = view.RedirectAddress,
            HasSecret = view.Settings.SecretId is not null,
            Groups = view.Settings.Groups,
            Sync = view.Settings.Sync,
            People = view.People,
            LookedAt = view.LookedAt,
            Trouble = view.Last?.Trouble,
            Last = view.Last,
        };

    /// <param name="Kind">Which of <c>ldap</c>, <c>radius</c> and <c>oidc</c> stands.</param>
    private sealed record SourceBody(Guid Id, string Name, bool Enabled, string Kind)
    {
        public LdapSettings? Ldap { get; init; }
        public RadiusSettings? Radius { get; init; }
        public OidcSettings? Oidc { get; init; }

        /// <summary>Where a provider must send people back to.</summary>
        public string? RedirectAddress { get; init; }

        public required bool HasSecret { get; init; }
        public required GroupRules Groups { get; init; }
        public required SyncRules Sync { get; init; }

        /// <summary>Users who come from it.</summary>
        public required long People { get; init; }

        /// <summary>Null: not yet.</summary>
        public DateTimeOffset? LookedAt { get; init; }

        /// <summary>What administrators must know; null: nothing.</summary>
        public string? Trouble { get; init; }

        /// <summary>How the last look ended; null: there was none.</summary>
        public SyncReport? Last { get; init; }
    }

    private sealed class SourceTestBody
    {
        /// <summary>One that is in force.</summary>
        public Guid? Id { get; init; }

        /// <summary>Null: as it is in force.</summary>
        public SourceDraft? Settings { get; init; }

        /// <summary>Whose groups are looked at.</summary>
        public string? Person { get; init; }

        /// <summary>With which the person signs in.</summary>
        public string? Password { get; init; }

        public override string ToString() => "SourceTestBody";
    }
}

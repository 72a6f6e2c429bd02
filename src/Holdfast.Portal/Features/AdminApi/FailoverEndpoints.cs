using Holdfast.Portal.Access;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/failover</c>.</summary>
internal static class FailoverEndpoints
{
    public static void MapFailover(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/failover",
                async (FailoverViews views, CancellationToken cancel) => Answers.Ok(await views.ReadAsync(cancel))
            )
            .Says("Shows the failover group and how it stands")
            .Gives<FailoverView>()
            .Needs(Right.SeeFailover);
        api.MapPut("/failover", CommitAsync)
            .Says("Puts a failover group in force")
            .Takes<GroupDraft>()
            .GivesItems<GroupRow>()
            .Needs(Right.ChangeFailover);
        api.MapDelete(
                "/failover",
                async (FailoverCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.RemoveAsync(actor, cancel))
            )
            .Says("Removes the failover group; its machines give their addresses up")
            .GivesNothing()
            .Needs(Right.ChangeFailover);
        api.MapPost("/failover/validate", ValidateAsync)
            .Says("Looks whether a failover group would work; changes nothing")
            .Takes<GroupDraft>()
            .GivesItems<GroupRow>()
            .Needs(Right.ChangeFailover);
        api.MapPost("/failover/switch", SwitchAsync)
            .Says("Has the active machine give the role away")
            .Takes<SwitchBody>()
            .GivesNothing()
            .Needs(Right.ChangeFailover);
        api.MapPost(
                "/failover/key",
                async (FailoverCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.ChangeKeyAsync(actor, cancel))
            )
            .Says("Begins to change the key of heartbeats")
            .GivesNothing()
            .Needs(Right.ChangeFailover);
        api.MapPost(
                "/failover/key/witness",
                async (FailoverCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.WitnessHasKeyAsync(actor, cancel))
            )
            .Says("Notes that the witness has the new key")
            .GivesNothing()
            .Needs(Right.ChangeFailover);
        api.MapPut("/failover/hold/{node}", Holding(true))
            .Says("Holds a machine: it does not become active by itself")
            .GivesNothing()
            .Needs(Right.ChangeFailover);
        api.MapDelete("/failover/hold/{node}", Holding(false))
            .Says("Lets a machine become active again")
            .GivesNothing()
            .Needs(Right.ChangeFailover);
    }

    private static Func<string, FailoverCommands, Actor, CancellationToken, Task<IResult>> Holding(bool hold) =>
        async (node, commands, actor, cancel) => Answers.Of(await commands.HoldAsync(node, hold, actor, cancel));

    private static async Task<IResult> ValidateAsync(HttpRequest request, FailoverChecks checks)
    {
        var body = await Body.ReadAsync<GroupDraft>(request);
        return body.Succeeded
            ? Answers.Items((await checks.LookAsync(body.Value, request.HttpContext.RequestAborted)).Rows)
            : ProblemJson.Result(body.Problems);
    }

    /// <summary>What is BAD is told as problems: whoever calls this may have nobody who looks at rows.</summary>
    private static async Task<IResult> CommitAsync(HttpRequest request, FailoverCommands commands, Actor actor)
    {
        var body = await Body.ReadAsync<GroupDraft>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var (rows, problem) = await commands.CommitAsync(body.Value, actor, request.HttpContext.RequestAborted);
        return problem is null
            ? Answers.Items(rows)
            : ProblemJson.Result([
                problem with
                {
                    Detail = string.Join(" ", rows.Where(row => !row.IsGood).Select(Said)),
                },
            ]);
    }

    private static async Task<IResult> SwitchAsync(HttpRequest request, FailoverCommands commands, Actor actor)
    {
        var body = await Body.ReadAsync<SwitchBody>(request);
        return body.Succeeded
            ? Answers.Of(
                await commands.SwitchOverAsync(
                    body.Value.Unit,
                    body.Value.To,
                    actor,
                    request.HttpContext.RequestAborted
                )
            )
            : ProblemJson.Result(body.Problems);
    }

    private static string Said(GroupRow row) =>
        $"{(row.Node is null ? "" : $"{row.Node}: ")}{row.Row.What}: {row.Row.Problem} {row.Row.Title} {row.Row.Detail}";

    private sealed class SwitchBody
    {
        /// <summary>VRID; null: all.</summary>
        public int? Unit { get; init; }

        /// <summary>A node; null: whoever is best.</summary>
        public string? To { get; init; }
    }
}

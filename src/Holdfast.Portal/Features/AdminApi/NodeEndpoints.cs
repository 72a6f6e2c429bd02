using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/nodes</c>.</summary>
internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder api)
    {
        api.MapGet(
            "/nodes",
            async (INodesDesk desk, CancellationToken cancel) => Answers.Items((await desk.ReadAsync(cancel)).Nodes)
        );
        api.MapPost("/nodes", AddAsync);
        api.MapGet("/nodes/{id}", FindAsync);
        api.MapPatch("/nodes/{id}", ChangeAsync);
        api.MapDelete(
            "/nodes/{id}",
            async (string id, NodeCommands commands, CancellationToken cancel) =>
                Answers.Of(await commands.RemoveAsync(id, Actor.LocalAdministrator, cancel))
        );
        api.MapPut("/nodes/{id}/drain", Draining(true));
        api.MapDelete("/nodes/{id}/drain", Draining(false));
    }

    private static Func<string, NodeSteering, CancellationToken, Task<IResult>> Draining(bool draining) =>
        async (id, steering, cancel) =>
            Answers.Of(await steering.SetDrainingAsync(id, draining, Actor.LocalAdministrator, cancel));

    private static async Task<IResult> FindAsync(string id, INodesDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(id, cancel) is { } found
            ? Answers.Ok(found.Node)
            : Answers.Of(NodeProblems.Unknown.At(id, ""));

    private static async Task<IResult> AddAsync(HttpRequest request, NodeCommands commands)
    {
        var body = await Body.ReadAsync<NewNode>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var added = await commands.AddAsync(
            body.Value.Code,
            body.Value.Id,
            Actor.LocalAdministrator,
            request.HttpContext.RequestAborted
        );
        return Answers.Of(
            added,
            node => new
            {
                node.Id,
                node.HostName,
                node.Address,
            },
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ChangeAsync(string id, HttpRequest request, NodeSteering steering)
    {
        var body = await Body.ReadAsync<NodeChangeBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var change = ChangeOf(body.Value);
        return change.Succeeded
            ? Answers.Of(
                await steering.ChangeAsync(
                    id,
                    change.Value,
                    Actor.LocalAdministrator,
                    request.HttpContext.RequestAborted
                )
            )
            : ProblemJson.Result(change.Problems);
    }

    private static Outcome<NodeChange> ChangeOf(NodeChangeBody body)
    {
        var networks = body
            .ClientNetworks?.Select(text =>
                AddressText.TryParseNetwork(text, out var network) ? network : (IPNetwork?)null
            )
            .ToList();
        return networks?.IndexOf(null) is >= 0 and var bad
            ? NodeProblems.BadNetwork.At($"clientNetworks[{bad}]", "")
            : new NodeChange
            {
                Weight = body.Weight,
                ClientNetworks = networks?.OfType<IPNetwork>().ToList(),
                HostName = body.HostName,
            };
    }

    private sealed class NewNode
    {
        /// <summary>The enrolment code that the node printed.</summary>
        public required string Code { get; init; }

        /// <summary>Under which the node shall be known; null: <c>node-N</c>.</summary>
        public string? Id { get; init; }
    }

    private sealed class NodeChangeBody
    {
        public int? Weight { get; init; }
        public IReadOnlyList<string>? ClientNetworks { get; init; }

        /// <summary>Empty: the node's own.</summary>
        public string? HostName { get; init; }
    }
}

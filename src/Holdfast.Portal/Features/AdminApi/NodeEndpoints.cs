using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
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
            )
            .Says("Lists nodes and how each is")
            .GivesItems<NodeDetails>()
            .Needs(Right.SeeNodes);
        api.MapPost("/nodes", AddAsync)
            .Says("Enrols a node")
            .Takes<NewNode>()
            .Gives<EnrolledNodeBody>(StatusCodes.Status201Created)
            .Needs(Right.ChangeNodes);
        api.MapGet("/nodes/{id}", FindAsync).Says("Shows a node").Gives<NodeDetails>().Needs(Right.SeeNodes);
        api.MapPatch("/nodes/{id}", ChangeAsync)
            .Says("Changes what is named of a node, all of it or nothing")
            .Takes<NodeChangeBody>()
            .GivesNothing()
            .Needs(Right.ChangeNodes);
        api.MapDelete(
                "/nodes/{id}",
                async (string id, NodeCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.RemoveAsync(id, actor, cancel))
            )
            .Says("Removes a node; portals never talk to it again")
            .GivesNothing()
            .Needs(Right.ChangeNodes);
        api.MapPut("/nodes/{id}/drain", Draining(true))
            .Says("Empties a node of its clients")
            .GivesNothing()
            .Needs(Right.ChangeNodes);
        api.MapDelete("/nodes/{id}/drain", Draining(false))
            .Says("Lets a node take clients again")
            .GivesNothing()
            .Needs(Right.ChangeNodes);
    }

    private static Func<string, NodeSteering, Actor, CancellationToken, Task<IResult>> Draining(bool draining) =>
        async (id, steering, actor, cancel) => Answers.Of(await steering.SetDrainingAsync(id, draining, actor, cancel));

    private static async Task<IResult> FindAsync(string id, INodesDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(id, cancel) is { } found
            ? Answers.Ok(found.Node)
            : Answers.Of(NodeProblems.Unknown.At(id, ""));

    private static async Task<IResult> AddAsync(HttpRequest request, NodeCommands commands, Actor actor)
    {
        var body = await Body.ReadAsync<NewNode>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var added = await commands.AddAsync(body.Value.Code, body.Value.Id, actor, request.HttpContext.RequestAborted);
        return Answers.Of(
            added,
            node => new EnrolledNodeBody(node.Id, node.HostName, node.Address),
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ChangeAsync(string id, HttpRequest request, NodeSteering steering, Actor actor)
    {
        var body = await Body.ReadAsync<NodeChangeBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var change = ChangeOf(body.Value);
        return change.Succeeded
            ? Answers.Of(await steering.ChangeAsync(id, change.Value, actor, request.HttpContext.RequestAborted))
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

    private sealed record EnrolledNodeBody(string Id, string HostName, string Address);

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

using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Features.Overview;
using Holdfast.Portal.Hosting;
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
            async (IOverviewDesk overview, CancellationToken cancel) =>
                Answers.Items((await overview.ReadAsync(cancel)).Nodes)
        );
        api.MapPost("/nodes", AddAsync);
        api.MapDelete(
            "/nodes/{id}",
            async (string id, NodeCommands commands, CancellationToken cancel) =>
                Answers.Of(await commands.RemoveAsync(id, Actor.LocalAdministrator, cancel))
        );
    }

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

    private sealed class NewNode
    {
        /// <summary>The enrolment code that the node printed.</summary>
        public required string Code { get; init; }

        /// <summary>Under which the node shall be known; null: <c>node-N</c>.</summary>
        public string? Id { get; init; }
    }
}

using Holdfast.Data;
using Holdfast.Data.Apps;
using Holdfast.Model.Problems;
using Holdfast.OAuth.Clients;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/apps</c>: OAuth clients beyond those that everybody knows.</summary>
internal static class AppEndpoints
{
    public static void MapApps(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/apps",
                async (IDatabase database, AppStore apps, CancellationToken cancel) =>
                    Answers.Items(await database.ReadAsync(apps.ListAsync, cancel))
            )
            .Says("Lists OAuth clients beyond those that are always known")
            .GivesItems<App>()
            .Needs(Right.SeeService);
        api.MapPost("/apps", AddAsync)
            .Says("Registers an OAuth client")
            .Takes<NewApp>()
            .Gives<App>(StatusCodes.Status201Created)
            .Needs(Right.ChangeService);
        api.MapDelete("/apps/{clientId}", RemoveAsync)
            .Says("Removes an OAuth client")
            .GivesNothing()
            .Needs(Right.ChangeService);
    }

    private static async Task<IResult> AddAsync(
        HttpRequest request,
        IDatabase database,
        AppStore apps,
        AuditLog audit,
        Actor actor,
        TimeProvider clock
    )
    {
        var body = await Body.ReadAsync<NewApp>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var app = new App(
            body.Value.ClientId,
            body.Value.Name ?? body.Value.ClientId,
            body.Value.RedirectUris,
            Enabled: true,
            clock.GetUtcNow()
        );
        var checkedApp = ClientRegistry.Create(Enum.GetValues<AppSet>(), [AppRegistry.Registration(app)]);
        if (!checkedApp.Succeeded)
        {
            return ProblemJson.Result(checkedApp.Problems);
        }

        await database.WriteAsync(
            async unit =>
            {
                await apps.PutAsync(unit, app);
                await audit.AddAsync(unit, actor, "app.register", app.ClientId);
                return true;
            },
            request.HttpContext.RequestAborted
        );
        return Results.Json(app, Model.Json.ModelJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RemoveAsync(
        string clientId,
        IDatabase database,
        AppStore apps,
        AuditLog audit,
        Actor actor,
        CancellationToken cancel
    ) =>
        Answers.Of(
            await database.WriteAsync<Problem?>(
                async unit =>
                {
                    if (!await apps.RemoveAsync(unit, clientId))
                    {
                        return RequestProblems.NotFound.At(clientId, "");
                    }

                    await audit.AddAsync(unit, actor, "app.unregister", clientId);
                    return null;
                },
                cancel
            )
        );

    private sealed class NewApp
    {
        public required string ClientId { get; init; }
        public string? Name { get; init; }
        public required IReadOnlyList<string> RedirectUris { get; init; }
    }
}

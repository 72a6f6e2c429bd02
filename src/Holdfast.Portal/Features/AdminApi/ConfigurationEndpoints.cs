using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/configurations</c>: the living ones of a user.</summary>
internal static class ConfigurationEndpoints
{
    public static void MapConfigurations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/configurations", ListAsync)
            .Says("Lists a user's living configurations")
            .GivesItems<ConfigurationBody>()
            .Needs(Right.SeePeople);
        api.MapDelete(
                "/configurations/{id:guid}",
                async (Guid id, RemoveConfigurations removal, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await removal.AnyAsync(id, actor, cancel))
            )
            .Says("Removes a configuration; its device is cut off")
            .GivesNothing()
            .Needs(Right.HelpPeople);
    }

    private static async Task<IResult> ListAsync(
        IDatabase database,
        UserStore users,
        ConfigurationStore configurations,
        CancellationToken cancel,
        string user = ""
    )
    {
        var living = await database.ReadAsync(
            async unit =>
                UserName.Read(user).Value is { } name && await users.FindByKeyAsync(unit, name.Key) is { } found
                    ? await configurations.ListOfUserAsync(unit, found.Id)
                    : null,
            cancel
        );
        return living is null ? Answers.Of(UserProblems.Unknown.At(user, "")) : Answers.Items(living.Select(View));
    }

    private static ConfigurationBody View(Configuration c) =>
        new(c.Id, c.UserName, c.ProfileId, c.NodeId, c.Protocol, c.Name, c.CreatedAt, c.ExpiresAt);

    private sealed record ConfigurationBody(
        Guid Id,
        string User,
        string ProfileId,
        string NodeId,
        Protocol Protocol,
        string Name,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt
    );
}

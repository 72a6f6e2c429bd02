using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/profiles</c>.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/profiles", ListAsync).Says("Lists profiles").GivesItems<Profile>().Needs(Right.SeeProfiles);
        api.MapPut("/profiles", ReplaceAsync)
            .Says("The set of profiles becomes exactly this")
            .Takes<WantedProfiles>()
            .Gives<ProfilesChanged>()
            .Needs(Right.ChangeProfiles);
        api.MapGet("/profiles/{id}", FindAsync).Says("Shows a profile").Gives<Profile>().Needs(Right.SeeProfiles);
        api.MapPut("/profiles/{id}", PutAsync)
            .Says("Adds a profile, or replaces it")
            .Takes<Profile>()
            .Gives<ProfilesChanged>()
            .Needs(Right.ChangeProfiles);
        api.MapDelete(
                "/profiles/{id}",
                async (string id, ProfileCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.RemoveAsync(id, actor, cancel), View)
            )
            .Says("Removes a profile with its configurations")
            .Gives<ProfilesChanged>()
            .Needs(Right.ChangeProfiles);
    }

    private static async Task<IResult> ListAsync(
        IDatabase database,
        ProfileCatalogue catalogue,
        CancellationToken cancel
    ) => Answers.Items((await database.ReadAsync(catalogue.ReadAsync, cancel)).All.Select(p => p.Profile));

    private static async Task<IResult> FindAsync(
        string id,
        IDatabase database,
        ProfileCatalogue catalogue,
        CancellationToken cancel
    ) =>
        (await database.ReadAsync(catalogue.ReadAsync, cancel)).Find(id) is { } stored
            ? Answers.Ok(stored.Profile)
            : Answers.Of(ConfigurationProblems.UnknownProfile.At(id, ""));

    private static async Task<IResult> ReplaceAsync(HttpRequest request, ProfileCommands commands, Actor actor)
    {
        var body = await Body.ReadPartsAsync<WantedProfiles>(request);
        return Answers.Of(
            await commands.ReplaceAllAsync(
                new Reading<IReadOnlyList<Profile>>(body.Value?.Items, body.Unread.Within("items"), body.Problems),
                // Whoever said something of it does not remove all by mistake.
                body.Value
                    is { RemoveAll: true }
                    || body.Unread.Touch("removeAll"),
                actor,
                request.HttpContext.RequestAborted
            ),
            View
        );
    }

    private static async Task<IResult> PutAsync(string id, HttpRequest request, ProfileCommands commands, Actor actor)
    {
        var body = await Body.ReadPartsAsync<Profile>(request);
        return Answers.Of(
            await commands.PutAsync(OfAddress(id, body), mayReplace: true, actor, request.HttpContext.RequestAborted),
            View
        );
    }

    /// <summary>The profile of the address is meant, whatever id the body says.</summary>
    private static Reading<Profile> OfAddress(string id, Reading<Profile> body) =>
        body.Value is null || body.Value.Id == id ? body
        : body.Unread.Touch("id") ? body with { Value = body.Value with { Id = id } }
        : body with
        {
            Value = body.Value with { Id = id },
            Problems = [.. body.Problems, RequestProblems.NotUnderstood.At("id", "It is not the id in the address.")],
        };

    private static ProfilesChanged View(ProfilesChanged changed) => changed;

    private sealed class WantedProfiles
    {
        public required IReadOnlyList<Profile> Items { get; init; }

        /// <summary>That no profile is left is meant.</summary>
        public bool RemoveAll { get; init; }
    }
}

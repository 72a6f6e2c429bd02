using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Identity.UserNames;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/users</c>.</summary>
internal static class UserEndpoints
{
    private const int LargestPage = 1000;

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/users", ListAsync).Says("Lists users").GivesItems<UserBody>().Needs(Right.SeePeople);
        api.MapPost("/users", AddAsync)
            .Says("Adds a user")
            .Takes<NewUserBody>()
            .Gives<UserBody>(StatusCodes.Status201Created)
            .Needs(Right.ChangePeople);
        api.MapGet("/users/{name}", FindAsync).Says("Shows a user").Gives<UserBody>().Needs(Right.SeePeople);
        api.MapPatch("/users/{name}", ChangeAsync)
            .Says("Changes what is named of a user, all of it or nothing")
            .Takes<UserChangeBody>()
            .Gives<UserBody>()
            .Needs(Right.HelpPeople);
        api.MapGet(
                "/users/{name}/factors",
                async (string name, FactorCommands factors, CancellationToken cancel) =>
                    Answers.Of(await factors.ReadAsync(name, cancel), report => report)
            )
            .Says("Shows a user's second factors")
            .Gives<FactorReport>()
            .Needs(Right.SeePeople);
        api.MapGet("/users/{name}/sign-ins", SignInsAsync)
            .Says("Lists how a user signed in, or was refused, the newest first")
            .GivesItems<SignInEvent>()
            .Needs(Right.SeePeople);
        api.MapDelete(
                "/users/{name}/factors",
                async (string name, FactorCommands factors, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await factors.ResetAsync(name, actor, cancel))
            )
            .Says("Removes all of a user's second factors and signs the user's browsers out")
            .GivesNothing()
            .Needs(Right.HelpPeople);
        api.MapPost(
                "/users/{name}/reset-link",
                async (string name, FactorCommands factors, Actor actor, CancellationToken cancel) =>
                    Answers.Of(
                        await factors.MakeLinkAsync(name, actor, cancel),
                        link => link,
                        StatusCodes.Status201Created
                    )
            )
            .Says("Makes a link with which the user sets a new password, once")
            .Gives<ResetLink>(StatusCodes.Status201Created)
            .Needs(Right.HelpPeople);
        api.MapDelete(
                "/users/{name}",
                async (string name, UserCommands commands, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await commands.RemoveAsync(name, actor, cancel))
            )
            .Says("Removes a user with all devices")
            .GivesNothing()
            .Needs(Right.ChangePeople);
    }

    private static async Task<IResult> ListAsync(
        IDatabase database,
        UserStore users,
        CancellationToken cancel,
        string search = "",
        bool withoutFactor = false,
        string? after = null,
        int limit = 100
    )
    {
        var query = new UserQuery
        {
            Containing = UserName.Read(search).Value?.Key ?? search,
            WithoutFactor = withoutFactor,
            After = after,
            Limit = Math.Clamp(limit, 1, LargestPage) + 1,
        };
        var found = await database.ReadAsync(unit => users.ListAsync(unit, query), cancel);
        var page = found.Take(query.Limit - 1).ToList();
        return Answers.Items(page.Select(View), found.Count > page.Count ? page[^1].NameKey : null);
    }

    private static async Task<IResult> AddAsync(HttpRequest request, UserCommands commands, Actor actor)
    {
        var body = await Body.ReadAsync<NewUserBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var draft = new UserDraft
        {
            Name = body.Value.Name,
            Password = body.Value.Password,
            Role = body.Value.Role ?? Role.User,
            Groups = body.Value.Groups ?? [],
            MailAddress = body.Value.MailAddress,
        };
        var added = await commands.AddAsync(draft, actor, request.HttpContext.RequestAborted);
        return Answers.Of(added, View, StatusCodes.Status201Created);
    }

    private static async Task<IResult> FindAsync(
        string name,
        IDatabase database,
        UserStore users,
        CancellationToken cancel
    ) =>
        UserName.Read(name).Value is { } parsed
        && await database.ReadAsync(unit => users.FindByKeyAsync(unit, parsed.Key), cancel) is { } user
            ? Answers.Ok(View(user))
            : Answers.Of(UserProblems.Unknown.At(name, ""));

    private static async Task<IResult> ChangeAsync(string name, HttpRequest request, UserCommands commands, Actor actor)
    {
        var body = await Body.ReadAsync<UserChangeBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var change = new UserChange
        {
            Password = body.Value.Password,
            Role = body.Value.Role,
            Groups = body.Value.Groups,
            Disabled = body.Value.Disabled,
            MailAddress = body.Value.MailAddress,
        };
        var changed = await commands.ChangeAsync(name, change, actor, request.HttpContext.RequestAborted);
        return Answers.Of(changed, c => View(c.User) with { EndedConfigurations = c.EndedConfigurations });
    }

    private static async Task<IResult> SignInsAsync(
        string name,
        IDatabase database,
        UserStore users,
        ISignInHistory history,
        CancellationToken cancel,
        string? after = null,
        int limit = 100
    )
    {
        if (
            UserName.Read(name).Value is not { } parsed
            || await database.ReadAsync(unit => users.FindByKeyAsync(unit, parsed.Key), cancel) is not { } user
        )
        {
            return Answers.Of(UserProblems.Unknown.At(name, ""));
        }

        var list = await history.ReadAsync(user.Id, after, Math.Clamp(limit, 1, LargestPage), cancel);
        return Answers.Items(list.Events, list.Next);
    }

    private static UserBody View(User user) =>
        new(user.Name, user.Role, user.Groups, user.DisabledAt is not null, user.CreatedAt, user.MailAddress)
        {
            SecondFactor = user.Factors.Any,
            Source = user.SourceId,
        };

    private sealed record UserBody(
        string Name,
        Role Role,
        IReadOnlyList<string> Groups,
        bool Disabled,
        DateTimeOffset CreatedAt,
        string? MailAddress
    )
    {
        /// <summary>Has one or more.</summary>
        public required bool SecondFactor { get; init; }

        /// <summary>Id of the source from which the person comes; null: from none.</summary>
        public Guid? Source { get; init; }

        /// <summary>Only in the answer to a change.</summary>
        public int? EndedConfigurations { get; init; }
    }

    private sealed class NewUserBody
    {
        public required string Name { get; init; }
        public string? Password { get; init; }
        public Role? Role { get; init; }
        public IReadOnlyList<string>? Groups { get; init; }
        public string? MailAddress { get; init; }
    }

    private sealed class UserChangeBody
    {
        public string? Password { get; init; }
        public Role? Role { get; init; }
        public IReadOnlyList<string>? Groups { get; init; }
        public string? MailAddress { get; init; }
        public bool? Disabled { get; init; }
    }
}

using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Users;

/// <summary>The administration of users, for the pages.</summary>
public sealed class UserDesk(
    IDatabase database,
    UserStore users,
    UserCommands commands,
    FactorCommands factors,
    NotYetCutOff notYetCutOff,
    SourceBook book,
    SourcePersonStore people
) : IUserDesk
{
    private const int PageSize = 50;

    public async Task<UserList> ListAsync(string search, bool withoutFactor, string? after, CancellationToken cancel)
    {
        var query = new UserQuery
        {
            Containing = UserSearch.KeyOf(search),
            WithoutFactor = withoutFactor,
            After = after,
            Limit = PageSize + 1,
        };
        return await database.ReadAsync(
            async unit =>
            {
                var found = await users.ListAsync(unit, query);
                var page = found.Take(PageSize).ToList();
                var cut = page.Exists(user => user.DisabledAt is not null) ? await notYetCutOff.ReadAsync(unit) : [];
                var nodes = cut.ToLookup(c => c.UserId, c => c.NodeId);
                return new UserList(
                    [.. page.Select(user => View(user) with { NotYetOn = [.. nodes[user.Id]] })],
                    found.Count > PageSize ? page[^1].NameKey : null
                );
            },
            cancel
        );
    }

    public Task<UserView?> FindAsync(Guid id, CancellationToken cancel) =>
        database.ReadAsync<UserView?>(
            async unit =>
            {
                if (await users.FindAsync(unit, id) is not { } user)
                {
                    return null;
                }

                var person = user.SourceId is null ? null : await people.FindAsync(unit, user.Id);
                var cut = user.DisabledAt is null ? [] : await notYetCutOff.ReadAsync(unit);
                return View(user) with
                {
                    Source = user.SourceId is { } from ? (await book.ReadAsync(unit)).Find(from)?.Name ?? "" : null,
                    IsVanished = person?.VanishedAt is not null,
                    NotYetOn = [.. cut.Where(c => c.UserId == id).Select(c => c.NodeId)],
                };
            },
            cancel
        );

    public async Task<Outcome<MadeUser>> AddAsync(Visitor by, NewUser user, CancellationToken cancel)
    {
        var password = RandomPassword.New();
        var draft = new UserDraft
        {
            Id = user.Id,
            Name = user.Name,
            Password = password,
            MustChangePassword = true,
            Role = user.Role,
            Groups = user.Groups,
            MailAddress = user.MailAddress,
        };
        var added = await commands.AddAsync(draft, Actor.Of(by), cancel);
        return added.Succeeded ? new MadeUser(added.Value.Id, password) : Outcome<MadeUser>.Failed(added.Problems);
    }

    public async Task<Outcome<int>> ChangeAsync(
        Visitor by,
        Guid id,
        IReadOnlyList<string> groups,
        Role role,
        string mailAddress,
        CancellationToken cancel
    )
    {
        var change = new UserChange
        {
            Groups = groups,
            Role = role,
            MailAddress = mailAddress,
        };
        var changed = await ChangeAsync(by, id, change, cancel);
        return changed.Succeeded ? changed.Value.EndedConfigurations : Outcome<int>.Failed(changed.Problems);
    }

    public async Task<Problem?> SetDisabledAsync(Visitor by, Guid id, bool disabled, CancellationToken cancel) =>
        (await ChangeAsync(by, id, new UserChange { Disabled = disabled }, cancel)).Problems is [var problem, ..]
            ? problem
            : null;

    public async Task<Outcome<MadeUser>> ResetPasswordAsync(Visitor by, Guid id, CancellationToken cancel)
    {
        var password = RandomPassword.New();
        var change = new UserChange { Password = password, MustChangePassword = true };
        var changed = await ChangeAsync(by, id, change, cancel);
        return changed.Succeeded ? new MadeUser(id, password) : Outcome<MadeUser>.Failed(changed.Problems);
    }

    public async Task<Problem?> ResetFactorsAsync(Visitor by, Guid id, CancellationToken cancel) =>
        await FindAsync(id, cancel) is { } user
            ? await factors.ResetAsync(user.Name, Actor.Of(by), cancel)
            : UserProblems.Unknown.At("", "");

    public async Task<Outcome<ResetLink>> MakeResetLinkAsync(Visitor by, Guid id, CancellationToken cancel) =>
        await FindAsync(id, cancel) is { } user
            ? await factors.MakeLinkAsync(user.Name, Actor.Of(by), cancel)
            : UserProblems.Unknown.At("", "");

    public async Task<Problem?> RemoveAsync(Visitor by, Guid id, CancellationToken cancel) =>
        await FindAsync(id, cancel) is { } user
            ? await commands.RemoveAsync(user.Name, Actor.Of(by), cancel)
            : UserProblems.Unknown.At("", "");

    private async Task<Outcome<ChangedUser>> ChangeAsync(
        Visitor by,
        Guid id,
        UserChange change,
        CancellationToken cancel
    ) =>
        await FindAsync(id, cancel) is { } user
            ? await commands.ChangeAsync(user.Name, change, Actor.Of(by), cancel)
            : UserProblems.Unknown.At("", "");

    private static UserView View(User user) =>
        new(user.Id, user.Name, user.Role, user.Groups, user.DisabledAt is not null, user.CreatedAt)
        {
            Factors = user.Factors,
            MailAddress = user.MailAddress ?? "",
        };
}

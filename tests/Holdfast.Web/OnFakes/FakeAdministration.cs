using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Features.Overview;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Features.Settings;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Web.OnFakes;

/// <summary>What administrators do. Profiles and settings are judged by the real rules.</summary>
internal sealed class FakeAdministration(FakeWorld world) : IUserDesk, IProfileDesk, IOverviewDesk, ISettingDesk
{
    private const int PageSize = 3;

    public Task<UserList> ListAsync(string search, bool withoutFactor, string? after, CancellationToken cancel)
    {
        var found = world
            .Users.Where(user => user.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Where(user => !withoutFactor || !user.Factors.Any)
            .OrderBy(user => user.Name, StringComparer.Ordinal)
            .Where(user => string.CompareOrdinal(user.Name, after ?? "") > 0)
            .ToArray();
        var page = found.Take(PageSize).ToArray();
        return Task.FromResult(new UserList(page, found.Length > PageSize ? page[^1].Name : null));
    }

    public Task<UserView?> FindAsync(Guid id, CancellationToken cancel) =>
        Task.FromResult(world.Users.FirstOrDefault(user => user.Id == id));

    public Task<Outcome<MadeUser>> AddAsync(Visitor by, NewUser user, CancellationToken cancel)
    {
        if (world.Users.Any(known => known.Name == user.Name))
        {
            return Task.FromResult<Outcome<MadeUser>>(FakeProblems.Refused.At("name", "The name is taken."));
        }

        world.Users.Add(new(user.Id, user.Name, user.Role, user.Groups, IsDisabled: false, FakeWorld.Now));
        return Task.FromResult<Outcome<MadeUser>>(new MadeUser(user.Id, "ginger-anchor-velvet-92"));
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
        await Change(id, user => user with { Groups = groups, Role = role, MailAddress = mailAddress });
        return 0;
    }

    public async Task<Problem?> SetDisabledAsync(Visitor by, Guid id, bool disabled, CancellationToken cancel)
    {
        await Change(id, user => user with { IsDisabled = disabled });
        return null;
    }

    public Task<Outcome<MadeUser>> ResetPasswordAsync(Visitor by, Guid id, CancellationToken cancel) =>
        Task.FromResult<Outcome<MadeUser>>(new MadeUser(id, "ginger-anchor-velvet-92"));

    public async Task<Problem?> ResetFactorsAsync(Visitor by, Guid id, CancellationToken cancel)
    {
        await Change(id, user => user with { Factors = UserFactors.None });
        return null;
    }

    public Task<Outcome<ResetLink>> MakeResetLinkAsync(Visitor by, Guid id, CancellationToken cancel) =>
        Task.FromResult<Outcome<ResetLink>>(
            new ResetLink(
                "https://vpn.example.org/reset-password?token=C2iW8hLg4S0nq7Zc0wX1rYVb6uEoTtPfK3mD9aQjG5s",
                FakeWorld.Now.AddDays(1)
            )
        );

    Task<Problem?> IUserDesk.RemoveAsync(Visitor by, Guid id, CancellationToken cancel)
    {
        if (world.Users.First(user => user.Id == id).Role == Role.Administrator)
        {
            return Task.FromResult<Problem?>(FakeProblems.Refused.At("", "This is the last administrator."));
        }

        world.Users.RemoveAll(user => user.Id == id);
        return Task.FromResult<Problem?>(null);
    }

    public Task<IReadOnlyList<Profile>> ListAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Profile>>([.. world.Profiles]);

    public Task<Profile?> FindAsync(string id, CancellationToken cancel) =>
        Task.FromResult(world.Profiles.FirstOrDefault(profile => profile.Id == id));

    public Task<Outcome<ProfilesChanged>> SaveAsync(
        Visitor by,
        Reading<Profile> read,
        bool isNew,
        CancellationToken cancel
    )
    {
        var profile = read.Value!;
        if (isNew == world.Profiles.Any(known => known.Id == profile.Id))
        {
            return Task.FromResult<Outcome<ProfilesChanged>>(
                FakeProblems.Refused.At("id", "There is one, or there is none.")
            );
        }

        Profile[] wanted = [.. world.Profiles.Where(known => isNew || known.Id != profile.Id), profile];
        Problem[] problems =
        [
            .. read.Problems,
            .. ProfileSetValidator.Validate(wanted, read.Unread.Under($"[{wanted.Length - 1}]")),
        ];
        if (problems.Length > 0)
        {
            return Task.FromResult(Outcome<ProfilesChanged>.Failed(problems));
        }

        world.Profiles.Clear();
        world.Profiles.AddRange(wanted);
        return Task.FromResult<Outcome<ProfilesChanged>>(new ProfilesChanged(EndedConfigurations: 2));
    }

    public Task<Outcome<ProfilesChanged>> RemoveAsync(Visitor by, string id, CancellationToken cancel)
    {
        world.Profiles.RemoveAll(profile => profile.Id == id);
        return Task.FromResult<Outcome<ProfilesChanged>>(new ProfilesChanged(EndedConfigurations: 1));
    }

    public Task<OverviewView> ReadAsync(CancellationToken cancel) => Task.FromResult(world.Overview);

    Task<PortalSettingValues> ISettingDesk.ReadAsync(CancellationToken cancel) => Task.FromResult(world.Settings);

    public Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        IReadOnlyCollection<KeyValuePair<string, string>> texts,
        CancellationToken cancel
    )
    {
        var read = SettingText.Read(world.Settings, texts);
        world.Settings = read.Value ?? world.Settings;
        return Task.FromResult(read.Problems);
    }

    private Task<IReadOnlyList<Problem>> Change(Guid id, Func<UserView, UserView> change)
    {
        var index = world.Users.FindIndex(user => user.Id == id);
        world.Users[index] = change(world.Users[index]);
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }
}

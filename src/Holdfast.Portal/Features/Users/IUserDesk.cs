using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Users;

/// <summary>The administration of users. Changes name who makes them.</summary>
public interface IUserDesk
{
    /// <param name="after">The last name of the page before; null: from the beginning.</param>
    /// <param name="withoutFactor">Only those who have no second factor.</param>
    Task<UserList> ListAsync(string search, bool withoutFactor, string? after, CancellationToken cancel);

    Task<UserView?> FindAsync(Guid id, CancellationToken cancel);

    /// <summary>Problems name the fields <c>name</c>, <c>groups</c> and <c>password</c>.</summary>
    Task<Outcome<MadeUser>> AddAsync(Visitor by, NewUser user, CancellationToken cancel);

    /// <returns>How many configurations of the user ended, because the groups no longer allow them.</returns>
    Task<Outcome<int>> ChangeAsync(
        Visitor by,
        Guid id,
        IReadOnlyList<string> groups,
        Role role,
        string mailAddress,
        CancellationToken cancel
    );

    Task<Problem?> SetDisabledAsync(Visitor by, Guid id, bool disabled, CancellationToken cancel);

    /// <summary>Gives a new one-time password.</summary>
    Task<Outcome<MadeUser>> ResetPasswordAsync(Visitor by, Guid id, CancellationToken cancel);

    /// <summary>Takes all second factors away, and signs out everywhere.</summary>
    Task<Problem?> ResetFactorsAsync(Visitor by, Guid id, CancellationToken cancel);

    /// <summary>A link with which the person sets a new password.</summary>
    Task<Outcome<ResetLink>> MakeResetLinkAsync(Visitor by, Guid id, CancellationToken cancel);

    Task<Problem?> RemoveAsync(Visitor by, Guid id, CancellationToken cancel);
}

/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record UserList(IReadOnlyList<UserView> Users, string? Next);

public sealed record UserView(
    Guid Id,
    string Name,
    Role Role,
    IReadOnlyList<string> Groups,
    bool IsDisabled,
    DateTimeOffset CreatedAt
)
{
    /// <summary>Only an administrator changes somebody who is more than a user.</summary>
    public bool IsPlain => Role == Role.User;

    /// <summary>Nodes that have not yet confirmed that the user is disabled.</summary>
    public IReadOnlyList<string> NotYetOn { get; init; } = [];

    /// <summary>With what the person can prove more than a password.</summary>
    public UserFactors Factors { get; init; } = UserFactors.None;

    /// <summary>The factors in a few words.</summary>
    public string FactorText => FactorWords.Of(Factors);

    /// <summary>Where the person gets notices; empty: nowhere.</summary>
    public string MailAddress { get; init; } = "";

    /// <summary>From where the person comes, who keeps password, groups, role and mail address; null: we do.</summary>
    public string? Source { get; init; }

    /// <summary>Disabled because the source does not confirm the person any more; nobody here enables the user.</summary>
    public bool IsVanished { get; init; }
}

/// <param name="Id">Chosen by the form, so that a form sent twice makes one user.</param>
public sealed record NewUser(Guid Id, string Name, IReadOnlyList<string> Groups, Role Role)
{
    /// <summary>Where the person gets notices; empty: nowhere.</summary>
    public string MailAddress { get; init; } = "";
}

/// <summary>A user with a password that is shown once and must be changed at the first sign-in. A class, so that nothing prints it.</summary>
public sealed class MadeUser(Guid id, string oneTimePassword)
{
    public Guid Id => id;

    public string OneTimePassword => oneTimePassword;
}

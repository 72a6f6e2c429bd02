using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Whether a password is that of somebody who is known: ours, or that of the source from which the person comes.</summary>
public sealed class PasswordProof(
    IDatabase database,
    SourcePersonStore people,
    SourceBook book,
    PasswordSources sources,
    Argon2idHasher hasher
)
{
    /// <param name="user">Null: nobody; the answer takes as long.</param>
    public async Task<PasswordCheck> CheckAsync(User? user, string password, CancellationToken cancel)
    {
        var own = await hasher.VerifyAsync(user?.PasswordHash, password, cancel);
        return user is not { SourceId: { } sourceId } ? own
            : await IsConfirmedAsync(user, sourceId, password, cancel) ? PasswordCheck.Right
            : PasswordCheck.Wrong;
    }

    private async Task<bool> IsConfirmedAsync(User user, Guid sourceId, string password, CancellationToken cancel)
    {
        var (source, person) = await database.ReadAsync(
            async unit => ((await book.ReadAsync(unit)).Find(sourceId), await people.FindAsync(unit, user.Id)),
            cancel
        );
        return source is not null
            && person is not null
            && await sources.AskAsync(source, person.Name, password, state: null, cancel)
                is SourceAnswer.Confirmed confirmed
            && confirmed.Person.Subject == person.Subject;
    }
}

using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Identity.Passkeys;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Whether an answer of a browser proves that somebody has a passkey. The challenge is spent in the same transaction.</summary>
public sealed class PasskeyCheck(
    PasskeyRequests requests,
    PasskeyStore passkeys,
    SpentChallengeStore spent,
    UserStore users,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Whose passkey it is; null: it proves nothing.</summary>
    /// <param name="purpose">For which the challenge was given out.</param>
    /// <param name="expected">Whose it must be; null: anybody's.</param>
    public async Task<User?> FindAsync(IUnitOfWork unit, string purpose, string ticket, string answer, Guid? expected)
    {
        if (
            requests.Party is not { } party
            || requests.Challenge(purpose, ticket) is not { } challenge
            || PasskeyUse.Claim(answer) is not { } claimed
            || await passkeys.FindByCredentialAsync(unit, claimed.Credential) is not { } passkey
            || (expected is { } id && passkey.UserId != id)
            || !IsOwner(claimed, passkey)
        )
        {
            return null;
        }

        var verdict = PasskeyUse.Check(answer, challenge, party, passkey.PublicKey);
        return
            verdict.Value is { } used
            && await users.FindAsync(unit, passkey.UserId) is { DisabledAt: null } user
            && await SpendAsync(unit, challenge)
            ? await NoteAsync(unit, user, passkey, used)
            : null;
    }

    /// <summary>No challenge is answered twice, at whatever portal.</summary>
    public Task<bool> SpendAsync(IUnitOfWork unit, byte[] challenge) =>
        spent.SpendAsync(unit, SHA256.HashData(challenge), clock.GetUtcNow() + (2 * FormTickets.Lifetime));

    private async Task<User> NoteAsync(IUnitOfWork unit, User user, Passkey passkey, UsedPasskey used)
    {
        if (PasskeyUse.CountsBack(passkey.Counter, used.Counter))
        {
            await audit.AddAsync(
                unit,
                new Actor(user.Name, null),
                "passkey.counts-back",
                user.Name,
                new
                {
                    passkey.Name,
                    Before = passkey.Counter,
                    Now = used.Counter,
                }
            );
        }

        await passkeys.UsedAsync(unit, passkey.Id, used.Counter, clock.GetUtcNow());
        return user;
    }

    private static bool IsOwner(ClaimedPasskey claimed, Passkey passkey) =>
        claimed.UserHandle.Length == 0
        || claimed.UserHandle.AsSpan().SequenceEqual(passkey.UserId.ToByteArray(bigEndian: true));
}

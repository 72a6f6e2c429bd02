using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Data.Users;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Account;

/// <summary>Read from the audit log, which is written with each sign-in and kept as long as the settings say.</summary>
public sealed class SignInHistory(IDatabase database, UserStore users, AuditStore audit) : ISignInHistory
{
    public Task<SignInList> ReadAsync(Guid userId, string? after, int limit, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                if (await users.FindAsync(unit, userId) is not { } user)
                {
                    return new([], null);
                }

                // An earlier owner of the name is somebody else.
                var found = await audit.SignInsAsync(
                    unit,
                    user.Name,
                    user.CreatedAt,
                    AuditMarks.Read(after),
                    limit + 1
                );
                var page = found.Take(limit).ToList();
                return new SignInList(
                    [.. page.Select(SignInWords.Read)],
                    found.Count > limit ? AuditMarks.Write(page[^1]) : null
                );
            },
            cancel
        );
}

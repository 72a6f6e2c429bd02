using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Sources;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>
/// Takes the access of all people of a source away, so that it can be removed, and forgets that they came from it. Nothing is left by which
/// one of them could sign in: whoever enables such a user later gives a new password too.
/// </summary>
public sealed class SourceRemoval(
    IDatabase database,
    SourceBook book,
    SourcePersonStore people,
    PersonIntake intake,
    AuthenticatorStore authenticators,
    PasskeyStore passkeys,
    RecoveryCodeStore recoveryCodes
)
{
    /// <summary>People in one transaction. Ours: it lasts some tens of milliseconds, which nobody notices.</summary>
    private const int Batch = 100;

    /// <returns>Null, or HF-2301.</returns>
    public async Task<Problem?> RemovePeopleAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        if ((await book.ReadAsync(cancel)).Find(id) is not { } source)
        {
            return SourceProblems.Unknown.At($"{id}", "");
        }

        while (await database.WriteAsync(unit => RemoveSomeAsync(unit, source, actor), cancel))
        {
            // There may be more.
        }

        return null;
    }

    private async Task<bool> RemoveSomeAsync(IUnitOfWork unit, SourceSettings source, Actor actor)
    {
        var some = await people.ListAsync(unit, source.Id, after: null, Batch);
        foreach (var known in some)
        {
            await intake.VanishAsync(unit, source, known, "the source was removed", actor);
            await authenticators.RemoveAsync(unit, known.User.Id);
            await passkeys.RemoveAllAsync(unit, known.User.Id);
            await recoveryCodes.RemoveAllAsync(unit, known.User.Id);
            await people.RemoveAsync(unit, known.User.Id);
        }

        return some.Count > 0;
    }
}

using System.Collections.Concurrent;
using Holdfast.Data;
using Holdfast.Data.Secrets;
using Holdfast.Pki.Envelope;

namespace Holdfast.Portal.Secrets;

/// <summary>
/// Secrets that all portals share: sealed in the database, opened with the master key outside it. A secret never changes under its name,
/// so what was opened once is kept.
/// </summary>
public sealed class Vault(SecretStore secrets, SecretBox box, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, string> _opened = new(StringComparer.Ordinal);

    /// <summary>The secret of this name; made now if there is none. Two portals that make one at the same time get the same.</summary>
    public async Task<string> GetOrMakeAsync(IUnitOfWork unit, string name, Func<string> make)
    {
        if (await FindAsync(unit, name) is { } known)
        {
            return known;
        }

        var stored = await secrets.GetOrAddAsync(unit, name, box.SealText(name, make()), clock.GetUtcNow());
        return Keep(unit, name, Open(name, stored));
    }

    /// <summary>Whether none of these has to be made.</summary>
    public async Task<bool> HasAllAsync(IUnitOfWork unit, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (await FindAsync(unit, name) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Null: there is none of this name.</returns>
    public async Task<string?> FindAsync(IUnitOfWork unit, string name)
    {
        if (_opened.TryGetValue(name, out var known))
        {
            return known;
        }

        return await secrets.FindAsync(unit, name) is { } stored ? Keep(unit, name, Open(name, stored)) : null;
    }

    private string Keep(IUnitOfWork unit, string name, string secret)
    {
        // A unit that is rolled back leaves no trace here either.
        unit.AfterCommit(() => _opened[name] = secret);
        return secret;
    }

    private string Open(string name, byte[] stored)
    {
        var opened = box.OpenText(name, stored);
        return opened.Succeeded ? opened.Value : throw new SecretException(opened.Problems[0]);
    }
}

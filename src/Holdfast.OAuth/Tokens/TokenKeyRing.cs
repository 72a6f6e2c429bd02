using System.Collections.Frozen;

namespace Holdfast.OAuth.Tokens;

/// <summary>The key for new tokens, and older ones under which tokens still live.</summary>
public sealed class TokenKeyRing
{
    private readonly FrozenDictionary<ushort, TokenKey> _keys;

    public TokenKeyRing(TokenKey current, params IEnumerable<TokenKey> older)
    {
        Current = current;
        _keys = older.Append(current).ToFrozenDictionary(key => key.Id);
    }

    public TokenKey Current { get; }

    internal TokenKey? Find(ushort id) => _keys.GetValueOrDefault(id);
}

namespace Holdfast.Pki.Envelope;

/// <summary>The master key for new secrets, and older ones with which secrets are still sealed.</summary>
public sealed class MasterKeyRing(MasterKey current, params IReadOnlyList<MasterKey> older)
{
    public MasterKey Current => current;

    internal MasterKey? Find(ReadOnlySpan<byte> id)
    {
        if (id.SequenceEqual(current.Id))
        {
            return current;
        }

        foreach (var key in older)
        {
            if (id.SequenceEqual(key.Id))
            {
                return key;
            }
        }

        return null;
    }
}

using System.Formats.Cbor;

namespace Holdfast.Identity.Passkeys;

/// <summary>Reads CBOR (RFC 8949) as authenticators write it: CTAP2's canonical form, or at least well-formed and without repetition.</summary>
internal static class CborMaps
{
    /// <summary>The length in bytes of the map that the data begins with; null: it does not begin with one.</summary>
    public static int? LengthOfFirst(ReadOnlyMemory<byte> data)
    {
        try
        {
            var reader = new CborReader(data, CborConformanceMode.Ctap2Canonical, allowMultipleRootLevelValues: true);
            if (data.IsEmpty || reader.PeekState() != CborReaderState.StartMap)
            {
                return null;
            }

            reader.SkipValue();
            return data.Length - reader.BytesRemaining;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return null;
        }
    }

    public static bool IsBroken(Exception exception) =>
        exception is CborContentException or InvalidOperationException or OverflowException or FormatException;
}

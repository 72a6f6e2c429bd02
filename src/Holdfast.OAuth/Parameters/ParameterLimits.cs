namespace Holdfast.OAuth.Parameters;

/// <summary>How much we read of a query or form; all are ours. The longest honest request has about 900 bytes.</summary>
public static class ParameterLimits
{
    /// <summary>Bytes of the whole, still encoded. Whoever reads the body stops there.</summary>
    public const int TotalLength = 16 * 1024;

    public const int Count = 32;

    /// <summary>Bytes of a name, decoded.</summary>
    public const int NameLength = 64;

    /// <summary>Bytes of a value, decoded.</summary>
    public const int ValueLength = 2048;
}

namespace Holdfast.Identity.Passkeys;

/// <summary>What was judged, or why it is refused.</summary>
public sealed class PasskeyVerdict<T>
    where T : class
{
    private PasskeyVerdict(T? value, PasskeyRefusal refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>Null: refused.</summary>
    public T? Value { get; }

    public PasskeyRefusal Refusal { get; }

    public static implicit operator PasskeyVerdict<T>(T value) => new(value, PasskeyRefusal.None);

    public static implicit operator PasskeyVerdict<T>(PasskeyRefusal refusal) => new(null, refusal);
}

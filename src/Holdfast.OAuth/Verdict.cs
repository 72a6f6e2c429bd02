using System.Diagnostics.CodeAnalysis;

namespace Holdfast.OAuth;

/// <summary>What a request means, or why it is refused.</summary>
public sealed class Verdict<T>
    where T : class
{
    private Verdict(T? value, OAuthRejection? rejection)
    {
        Value = value;
        Rejection = rejection;
    }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool Accepted => Rejection is null;

    /// <summary>Only when <see cref="Accepted"/>.</summary>
    public T? Value { get; }

    /// <summary>Only when not <see cref="Accepted"/>.</summary>
    public OAuthRejection? Rejection { get; }

    public static implicit operator Verdict<T>(T value) => new(value, null);

    public static implicit operator Verdict<T>(OAuthRejection rejection) => new(null, rejection);
}

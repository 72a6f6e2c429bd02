namespace Holdfast.Identity.Passwords;

/// <summary>What came of comparing a password with its hash.</summary>
public enum PasswordCheck
{
    Wrong,

    Right,

    /// <summary>Right, and the hash was made with weaker parameters than today's: store a new one.</summary>
    RightButHashAgain,
}

using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Smtp;

/// <summary>What is to be done next in a conversation.</summary>
public abstract record SmtpAct
{
    private SmtpAct() { }

    /// <summary>To say this, and hear the answer.</summary>
    public sealed record Say(string Text) : SmtpAct
    {
        /// <summary>It may be a password.</summary>
        public override string ToString() => "Say";
    }

    /// <summary>To begin TLS. Nothing may have been heard behind the answer to STARTTLS.</summary>
    public sealed record Secure : SmtpAct;

    /// <summary>The server has taken the mail.</summary>
    public sealed record Delivered(string Answer) : SmtpAct;

    /// <param name="IsFinal">The same mail will never be taken.</param>
    public sealed record Failed(Problem Problem, bool IsFinal) : SmtpAct;
}

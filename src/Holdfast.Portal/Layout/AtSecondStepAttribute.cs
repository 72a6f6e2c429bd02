namespace Holdfast.Portal.Layout;

/// <summary>A page on which somebody proves the second factor, after the password; for nobody else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AtSecondStepAttribute : Attribute;

/// <summary>A page for who is signed in, open also to somebody who must still add a second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeEnrolmentAttribute : Attribute;

/// <summary>A page that asks again who it is, when that was proven long ago.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WhenFreshAttribute : Attribute;

/// <summary>A page for who is signed in, open also while a new password must be chosen first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforePasswordChangeAttribute : Attribute;

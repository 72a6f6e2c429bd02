namespace Holdfast.Portal.Layout;

/// <summary>A page that needs nobody signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForEverybodyAttribute : Attribute;

/// <summary>A page for administrators only.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForAdministratorsAttribute : Attribute;

/// <summary>A page for who is signed in, open also while a new password must be chosen first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforePasswordChangeAttribute : Attribute;

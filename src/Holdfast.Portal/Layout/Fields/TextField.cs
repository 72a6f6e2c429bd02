using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary><c>&lt;text-field&gt;</c>: one line.</summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextField : Field
{
    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    public int? Maxlength { get; set; }

    public bool Required { get; set; }

    public bool Readonly { get; set; }

    /// <summary>A name, an address: nothing that a dictionary knows.</summary>
    public bool Exact { get; set; }

    protected override TagBuilder Input()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        FieldMarkup.Set(input, "type", Type);
        FieldMarkup.Set(input, "autocomplete", Autocomplete);
        FieldMarkup.Set(input, "inputmode", Inputmode);
        FieldMarkup.Set(input, "maxlength", Maxlength);
        FieldMarkup.Set(input, "required", Required);
        FieldMarkup.Set(input, "readonly", Readonly);
        if (Exact)
        {
            FieldMarkup.Set(input, "autocapitalize", "none");
            FieldMarkup.Set(input, "spellcheck", "false");
        }

        if (Type != "password")
        {
            FieldMarkup.Set(input, "value", Value);
        }

        return input;
    }
}

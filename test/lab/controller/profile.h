/*
 * The endpoints of a controller, told when the module is loaded:
 *
 *   controllers=CONTROLLER,CONTROLLER...
 *   CONTROLLER  SPEED:ALTERNATE:RULE;ENDPOINT;ENDPOINT...
 *   SPEED       full, high or super
 *   ALTERNATE   yes or no: whether there are alternate settings
 *   RULE        first-fit, chipidea or net2280: who chooses endpoints
 *   ENDPOINT    NAME:DIRECTIONS:TRANSFERS:LIMIT, as in ep1in:i:bns:1024
 *   DIRECTIONS  i and o
 *   TRANSFERS   b, n and s for bulk, interrupt and isochronous
 *
 * It is included into the kernel's dummy controller by adapt.py.
 */

#define MOST_PROFILES	32	/* of the dummy controller */
#define DUMMY_ENDPOINTS	32	/* endpoint zero and those of a profile */

struct profile {
	enum usb_device_speed speed;
	bool alternate_settings;
	struct usb_ep *(*match_ep)(struct usb_gadget *gadget,
				   struct usb_endpoint_descriptor *desc,
				   struct usb_ss_ep_comp_descriptor *companion);
	struct {
		const char *name;
		struct usb_ep_caps caps;
		unsigned int limit;
	} endpoints[DUMMY_ENDPOINTS];
};

static struct profile profiles[MOST_PROFILES];
static char *controllers[MOST_PROFILES];
static unsigned int profile_count;
module_param_array(controllers, charp, &profile_count, 0);
MODULE_PARM_DESC(controllers, "speed, rules and endpoints of each controller");

static struct profile *profile_of(struct usb_gadget *gadget)
{
	return &profiles[to_platform_device(gadget->dev.parent)->id];
}

/*
 * Descriptors are static: from the second bind on, they come with the number
 * of the endpoint that was chosen last, on whatever controller, and net2280
 * prefers that number. Here each bind is the first.
 */
static struct usb_ep *profile_match_ep(struct usb_gadget *gadget,
				       struct usb_endpoint_descriptor *desc,
				       struct usb_ss_ep_comp_descriptor *companion)
{
	struct profile *profile = profile_of(gadget);

	desc->bEndpointAddress &= USB_DIR_IN;
	return profile->match_ep ? profile->match_ep(gadget, desc, companion) : NULL;
}

static int read_endpoint(struct profile *profile, int index, char *text)
{
	char *name = strsep(&text, ":");
	char *directions = strsep(&text, ":");
	char *transfers = strsep(&text, ":");
	struct usb_ep_caps *caps;

	if (!text || index >= DUMMY_ENDPOINTS)
		return -EINVAL;
	caps = &profile->endpoints[index].caps;
	caps->dir_in = !!strchr(directions, 'i');
	caps->dir_out = !!strchr(directions, 'o');
	caps->type_bulk = !!strchr(transfers, 'b');
	caps->type_int = !!strchr(transfers, 'n');
	caps->type_iso = !!strchr(transfers, 's');
	profile->endpoints[index].name = name;
	return kstrtouint(text, 10, &profile->endpoints[index].limit);
}

static int read_profile(struct profile *profile, char *text)
{
	char *facts = strsep(&text, ";");
	char *speed = strsep(&facts, ":");
	char *alternate = strsep(&facts, ":");
	int index = 0;
	int error = 0;

	if (!facts)
		return -EINVAL;
	profile->speed = !strcmp(speed, "full") ? USB_SPEED_FULL :
			 !strcmp(speed, "high") ? USB_SPEED_HIGH : USB_SPEED_SUPER;
	profile->alternate_settings = !strcmp(alternate, "yes");
	profile->match_ep = !strcmp(facts, "chipidea") ? ci_udc_match_ep :
			    !strcmp(facts, "net2280") ? net2280_match_ep : NULL;
	profile->endpoints[0].name = ep0name;
	profile->endpoints[0].caps.type_control = true;
	profile->endpoints[0].caps.dir_in = true;
	profile->endpoints[0].caps.dir_out = true;
	profile->endpoints[0].limit = ~0;
	while (!error && text)
		error = read_endpoint(profile, ++index, strsep(&text, ";"));
	return error;
}

static int read_profiles(void)
{
	int index;
	int error = profile_count ? 0 : -EINVAL;

	for (index = 0; !error && index < profile_count; index++)
		error = read_profile(&profiles[index], controllers[index]);
	return error;
}
